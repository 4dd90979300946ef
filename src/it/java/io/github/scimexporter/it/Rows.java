package io.github.scimexporter.it;

/** A chapter of the catalogue of breaks: each row is a method, on a stage that all share. */
interface Rows {
  /** Starts the server of a row; the sync's name is the row's, and no other row has it. */
  Row row(String sync);
}
