package io.github.scimexporter.page;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Times;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.History;
import io.github.scimexporter.sync.Resolution;
import io.github.scimexporter.sync.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The heartbeats of the last {@value #DAYS} days, hour by hour.
 *
 * @param sentence the same in words
 * @param layers the hours of each kind that occurs; one unit wide each, {@value #HEIGHT} high
 * @param days where days begin
 */
public record Strip(String sentence, List<Layer> layers, List<Tick> days) {
  /** How many days it shows. */
  public static final int DAYS = 7;

  /** How many hours that is. */
  public static final int HOURS = DAYS * 24;

  /** How high it is, in the units of its paths. */
  public static final int HEIGHT = 28;

  private static final Duration HOUR = Resolution.HOUR.step();

  /** How much of a day must be there for its label not to leave the card on a phone. */
  private static final Duration LABEL = HOUR.multipliedBy(9);

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);

  /** What an hour was like; told by place and height as well as by colour. */
  public enum Kind {
    HEARTBEAT("heartbeat", "M%d 0h.72v28h-.72z"),
    BOTH("heartbeat and failures", "M%d 0h.72v11h-.72zm0 15h.72v13h-.72z"),
    FAILED("failures only", "M%d 0h.72v17h-.72z"),
    MISSED("missed", "M%d 16h.72v3h-.72zm0 9h.72v3h-.72z"),
    SILENT("silent in time", "M%d 25h.72v3h-.72z"),
    UNKNOWN("not known", "M%d 26h.4v2h-.4z");

    private final String words;
    private final String shape;

    Kind(String words, String shape) {
      this.words = words;
      this.shape = shape;
    }

    /** As in the legend. */
    public String words() {
      return words;
    }

    /** The class whose colour it has. */
    public String css() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The shape of one of them, for the legend. */
    public String sample() {
      return at(0);
    }

    private String at(int place) {
      return shape.replace("%d", Integer.toString(place));
    }
  }

  /**
   * The hours of one kind.
   *
   * @param path their shapes
   */
  public record Layer(Kind kind, String path) {}

  /** Copies the lists. */
  public Strip {
    layers = List.copyOf(layers);
    days = List.copyOf(days);
  }

  /** The strip of a sync; of one of which nothing is known yet, too. */
  static Strip of(SyncStatus sync, Instant now, ZoneId zone) {
    Instant from = start(now);
    List<Kind> kinds =
        sync.state()
            .map(state -> kinds(state, sync.config().heartbeat(), sync.config().pausedUntil(), now))
            .orElseGet(() -> List.of());
    Map<Kind, StringBuilder> paths = new EnumMap<>(Kind.class);
    for (int i = 0; i < kinds.size(); i++) {
      paths.computeIfAbsent(kinds.get(i), none -> new StringBuilder()).append(kinds.get(i).at(i));
    }
    return new Strip(
        sentence(kinds, sync.state().flatMap(SyncState::lastHeartbeat), new Times(now, zone)),
        paths.entrySet().stream()
            .map(layer -> new Layer(layer.getKey(), layer.getValue().toString()))
            .toList(),
        days(from, zone));
  }

  /** When its first hour begins. */
  static Instant start(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS).plus(HOUR).minus(HOUR.multipliedBy(HOURS));
  }

  /** What each hour was like, the oldest first. */
  static List<Kind> kinds(
      SyncState state, HeartbeatConfig heartbeat, Optional<Instant> pausedUntil, Instant now) {
    Instant from = start(now);
    Duration tolerance = heartbeat.interval().plus(heartbeat.grace());
    // Of what was before it matters only what is still in time.
    Instant first = from.minus(tolerance).truncatedTo(ChronoUnit.HOURS);
    Map<Instant, History.Slot> slots = new TreeMap<>();
    state
        .history()
        .slots(Resolution.HOUR, first, from.plus(HOUR.multipliedBy(HOURS)))
        .forEach(slot -> slots.put(slot.start(), slot));
    Instant known = known(state);
    Optional<Instant> last = lastBefore(from, slots, state);
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < HOURS; i++) {
      Instant begin = from.plus(HOUR.multipliedBy(i));
      Instant end = begin.plus(HOUR).isAfter(now) ? now : begin.plus(HOUR);
      History.Slot slot = slots.get(begin);
      if (slot != null && slot.hasHeartbeat()) {
        kinds.add(slot.hasFailure() ? Kind.BOTH : Kind.HEARTBEAT);
        last = Optional.of(end);
      } else if (slot != null && slot.hasFailure()) {
        kinds.add(Kind.FAILED);
      } else if (!end.isAfter(known)) {
        kinds.add(Kind.UNKNOWN);
      } else {
        long missed =
            Heartbeats.missed(end, last, pausedUntil, heartbeat.interval(), heartbeat.grace());
        kinds.add(missed > 0 ? Kind.MISSED : Kind.SILENT);
      }
    }
    return kinds;
  }

  /** Since when it is known what was not. */
  private static Instant known(SyncState state) {
    return state
        .history()
        .first(Resolution.HOUR)
        .filter(state.watchStart()::isAfter)
        .orElse(state.watchStart());
  }

  /**
   * The last heartbeat before a moment, as late as it may have been. Where it is no longer in time,
   * any moment that long ago is as good: the first of which anything is known.
   */
  private static Optional<Instant> lastBefore(
      Instant from, Map<Instant, History.Slot> slots, SyncState state) {
    Optional<Instant> last =
        slots.values().stream()
            .filter(slot -> slot.start().isBefore(from) && slot.hasHeartbeat())
            .map(slot -> slot.start().plus(HOUR))
            .reduce((earlier, later) -> later);
    return last.or(() -> state.history().first(Resolution.HOUR).filter(from::isAfter));
  }

  private static String sentence(List<Kind> kinds, Optional<Instant> last, Times times) {
    long known = kinds.stream().filter(kind -> kind != Kind.UNKNOWN).count();
    if (known == 0) {
      return "Nothing is known of the last " + DAYS + " days yet.";
    }
    long alive = kinds.stream().filter(kind -> kind == Kind.HEARTBEAT || kind == Kind.BOTH).count();
    String ago = last.map(time -> "; the last one " + times.point(time)).orElse("");
    return "Heartbeats in "
        + alive
        + " of "
        + known
        + (known == 1 ? " hour" : " hours")
        + ago
        + ".";
  }

  private static List<Tick> days(Instant from, ZoneId zone) {
    List<Tick> days = new ArrayList<>();
    ZonedDateTime day = from.atZone(zone).truncatedTo(ChronoUnit.DAYS).plusDays(1);
    for (int i = 0; i < DAYS; i++) {
      Duration after = Duration.between(from, day.plusDays(i).toInstant());
      if (after.plus(LABEL).compareTo(HOUR.multipliedBy(HOURS)) <= 0) {
        double share = (double) after.toSeconds() / HOUR.multipliedBy(HOURS).toSeconds();
        days.add(Tick.of(share, DAY.format(day.plusDays(i))));
      }
    }
    return days;
  }
}
