package io.github.scimexporter.page;

import io.github.scimexporter.status.Level;

/**
 * How a level looks: a word, a shape and a colour, each of which says it alone.
 *
 * @param css the class whose colour it has
 * @param word the word
 * @param path the shape in a square of 24, filled by the even-odd rule
 */
public record Mark(String css, String word, String path) {
  private static final String DISC = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z";

  /** The look of a level. */
  public static Mark of(Level level) {
    return switch (level) {
      case CRITICAL ->
          of(
              level,
              "Critical",
              "M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9zM10.5 5.5h3v8h-3zm0 10h3v3h-3z");
      case WARNING ->
          of(level, "Warning", "M12 1.5 23.5 22H.5zM10.7 9h2.6v6.5h-2.6zm0 8h2.6v2.6h-2.6z");
      case UNKNOWN ->
          of(
              level,
              "Not known yet",
              DISC
                  + "m0 3a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.2 10.7h2.6v2.6H6.2zm4.5 0h2.6v2.6h-2.6z"
                  + "m4.5 0h2.6v2.6h-2.6z");
      case INFO ->
          of(
              level,
              "Note",
              "M4 1h16a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3zm6.5 4v3h3V5z"
                  + "m0 5v9h3v-9z");
      case PAUSED -> of(level, "Paused", DISC + "M8 7h3v10H8zm5 0h3v10h-3z");
      case OK -> of(level, "Working", DISC + "m-1.7 16.2-4.8-4.8 2-2 2.8 2.8 6.2-6.2 2 2z");
    };
  }

  private static Mark of(Level level, String word, String path) {
    return new Mark(level.label(), word, path);
  }
}
