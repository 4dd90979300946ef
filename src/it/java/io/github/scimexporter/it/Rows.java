package io.github.scimexporter.it;

import java.util.concurrent.locks.Lock;

/** A chapter of the catalogue of breaks: each row is a method, on a stage that all share. */
interface Rows {
  /** Starts the server of a row; no other row has a sync of that name. */
  default Row row(String sync) {
    return row(sync, sync);
  }

  /** Starts one more server for that sync, under another name. */
  Row row(String sync, String node);

  /** Held from a break that is told without a sync to its mend: what has none is told together. */
  Lock told();
}
