package io.github.scimexporter.page;

import io.github.scimexporter.status.Level;
import java.util.Arrays;
import java.util.Optional;

/** The icon of the window, by which a level is seen among many windows. */
public final class Icon {
  private Icon() {}

  /** The icon {@code critical.svg} and so on, where there is one of that name. */
  public static Optional<String> named(String file) {
    return Arrays.stream(Level.values())
        .filter(level -> file.equals(level.label() + ".svg"))
        .findFirst()
        .map(Icon::svg);
  }

  private static String svg(Level level) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="%s" \
        fill-rule="evenodd" d="%s"/></svg>
        """
        .formatted(colour(level), Mark.of(level).path());
  }

  /** Seen on light and on dark windows. */
  private static String colour(Level level) {
    return switch (level) {
      case CRITICAL -> "#d92d20";
      case WARNING -> "#c77700";
      case UNKNOWN -> "#7a8594";
      case INFO -> "#2f7fd1";
      case PAUSED -> "#8a63d2";
      case OK -> "#2e9e5b";
    };
  }
}
