package io.github.scimexporter.page;

import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Verdict;
import io.github.scimexporter.sync.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How much of the past a picture shows, and in what steps. */
public enum Range {
  ONE_HOUR("1h", "the last hour", "minute", Duration.ofHours(1), Duration.ofMinutes(1)),
  SIX_HOURS("6h", "the last 6 hours", "5 minutes", Duration.ofHours(6), Duration.ofMinutes(5)),
  ONE_DAY("1d", "the last day", "hour", Duration.ofDays(1), Duration.ofHours(1)),
  ONE_WEEK("7d", "the last 7 days", "2 hours", Duration.ofDays(7), Duration.ofHours(2)),
  ALL("90d", "the last 90 days", "day", Duration.ofDays(90), Duration.ofDays(1));

  /** A trouble is best understood with something of what was before it. */
  private static final int BEFORE_PERCENT = 20;

  private final String label;
  private final String words;
  private final String stepWords;
  private final Duration length;
  private final Duration step;

  Range(String label, String words, String stepWords, Duration length, Duration step) {
    this.label = label;
    this.words = words;
    this.stepWords = stepWords;
    this.length = length;
    this.step = step;
  }

  /** As in {@code ?range=}. */
  public String label() {
    return label;
  }

  /** {@code the last hour}. */
  public String words() {
    return words;
  }

  /** What one bar stands for: {@code 5 minutes}. */
  public String stepWords() {
    return stepWords;
  }

  /** The counts that it is made of. */
  Resolution resolution() {
    return step.compareTo(Resolution.HOUR.step()) < 0 ? Resolution.MINUTE : Resolution.HOUR;
  }

  /** The range with that label. */
  public static Optional<Range> parse(String label) {
    return Arrays.stream(values()).filter(range -> range.label.equals(label)).findFirst();
  }

  /** The smallest one that shows how the trouble under way began, or else all that is known. */
  static Range telling(SyncStatus sync, Instant now) {
    return troubleBegan(sync.verdict())
        .map(began -> Duration.between(began, now))
        .map(age -> age.plus(age.multipliedBy(BEFORE_PERCENT).dividedBy(100)))
        .or(
            () ->
                sync.state()
                    .flatMap(state -> state.history().first(Resolution.HOUR))
                    .map(first -> Duration.between(first, now)))
        .map(Range::holding)
        .orElse(ONE_HOUR);
  }

  private static Optional<Instant> troubleBegan(Verdict verdict) {
    boolean trouble = verdict.level() == Level.CRITICAL || verdict.level() == Level.WARNING;
    return trouble ? verdict.since() : Optional.empty();
  }

  private static Range holding(Duration age) {
    return Arrays.stream(values())
        .filter(range -> range.length.compareTo(age) >= 0)
        .findFirst()
        .orElse(ALL);
  }

  /**
   * Where its bars begin, and where the last one ends, which is after now. Days are those of the
   * zone, so that one of them may have 23 or 25 hours.
   */
  List<Instant> edges(Instant now, ZoneId zone) {
    List<Instant> edges = new ArrayList<>();
    long count = length.dividedBy(step);
    if (this == ALL) {
      for (long i = count - 1; i >= -1; i--) {
        edges.add(now.atZone(zone).toLocalDate().minusDays(i).atStartOfDay(zone).toInstant());
      }
    } else {
      long seconds = step.toSeconds();
      Instant last =
          Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), seconds) * seconds + seconds);
      for (long i = count; i >= 0; i--) {
        edges.add(last.minus(step.multipliedBy(i)));
      }
    }
    return edges;
  }

  /** The moments of the axis that are named, between two moments. */
  List<Instant> marks(Instant from, Instant to, ZoneId zone) {
    List<Instant> marks = new ArrayList<>();
    Instant mark = from.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
    while (mark.isBefore(to)) {
      if (!mark.isBefore(from)) {
        marks.add(mark);
      }
      mark = next(mark, zone);
    }
    return marks;
  }

  private Instant next(Instant mark, ZoneId zone) {
    return switch (this) {
      case ONE_HOUR -> mark.plus(Duration.ofMinutes(15));
      case SIX_HOURS -> mark.plus(Duration.ofHours(1));
      case ONE_DAY -> mark.plus(Duration.ofHours(6));
      case ONE_WEEK -> mark.atZone(zone).plusDays(1).toInstant();
      case ALL -> mark.atZone(zone).plusDays(15).toInstant();
    };
  }

  /** Whether a mark is a day rather than a time of day. */
  boolean marksDays() {
    return switch (this) {
      case ONE_HOUR, SIX_HOURS, ONE_DAY -> false;
      case ONE_WEEK, ALL -> true;
    };
  }
}
