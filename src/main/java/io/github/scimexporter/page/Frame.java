package io.github.scimexporter.page;

import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.Times;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is around every page.
 *
 * @param title of the window
 * @param root how a link begins that leads to the first page: {@code ./} or {@code ../}
 * @param level the gravest of all that the page shows
 * @param notices what is to be said of the exporter itself
 * @param asOf when that was so
 * @param zone the zone of all times
 */
public record Frame(
    String title,
    String root,
    Level level,
    List<Saying> notices,
    String asOf,
    String zone,
    String version) {
  private static final DateTimeFormatter AS_OF =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss", Locale.ENGLISH);

  /** Copies the list. */
  public Frame {
    notices = List.copyOf(notices);
  }

  static Frame of(String title, String root, Board board, Stream<Level> shown) {
    Times times = new Times(board.time(), board.zone());
    Level level =
        Stream.concat(shown, board.exporter().stream().map(verdict -> verdict.level()))
            .min(Level::compareTo)
            .orElse(Level.UNKNOWN);
    return new Frame(
        Mark.of(level).word() + ": " + title,
        root,
        level,
        board.exporter().stream().map(verdict -> Saying.of(verdict, times)).toList(),
        AS_OF.format(board.time().atZone(board.zone())),
        zone(board.zone(), board.time()),
        board.version());
  }

  /** {@code Europe/Brussels, UTC+01:00}; a zone that is named by its offset says it once. */
  private static String zone(ZoneId zone, Instant time) {
    String offset = zone.getRules().getOffset(time).getId();
    String name = zone.getDisplayName(TextStyle.NARROW, Locale.ENGLISH);
    return offset.equals("Z") ? "UTC" : name + ", UTC" + offset;
  }

  /** Where a file of the page is. */
  public String asset(Asset asset) {
    return root + "assets/" + asset.file();
  }

  /** The icon of the window. */
  public String icon() {
    return root + "assets/" + level.label() + ".svg";
  }
}
