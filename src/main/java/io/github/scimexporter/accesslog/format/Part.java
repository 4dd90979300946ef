package io.github.scimexporter.accesslog.format;

/**
 * A part of a line.
 *
 * @param shape what it looks like
 * @param meaning what it tells
 */
record Part(Shape shape, Meaning meaning) {
  static Part text(Shape.Text text) {
    return new Part(text, Meaning.Plain.NOTHING);
  }
}
