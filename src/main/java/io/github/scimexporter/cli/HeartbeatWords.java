package io.github.scimexporter.cli;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.HeartbeatHistory.Silence;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Suggestion;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a sync's past tells about its heartbeat, and why. */
final class HeartbeatWords {
  /** A weekend and a working week: the shortest past that shows how quiet a sync can be. */
  private static final Duration TRUSTWORTHY_SPAN = Duration.ofDays(7);

  /** How many outages are named; what is longer is in the list of gaps. */
  private static final int NAMED_OUTAGES = 5;

  private final HeartbeatConfig configured;
  private final HeartbeatHistory history;
  private final Optional<Silence> lastSilence;

  /**
   * Makes the words for one sync.
   *
   * @param configured its heartbeat in the configuration
   * @param end the time of the newest line of any kind in its logs
   */
  HeartbeatWords(HeartbeatConfig configured, HeartbeatHistory history, Optional<Instant> end) {
    this.configured = configured;
    this.history = history;
    lastSilence = end.flatMap(history::silenceUpTo);
  }

  /** One sentence or two for each thing to know. */
  List<String> sentences(List<Silence> gaps) {
    List<String> sentences = new ArrayList<>();
    if (!gaps.isEmpty()) {
      sentences.add(onGaps(gaps));
    }
    Optional<Suggestion> suggestion = history.suggestion();
    if (suggestion.isPresent()) {
      sentences.addAll(reasons(suggestion.get(), gaps));
    } else if (history.count() > 0) {
      sentences.add(
          "No heartbeat can be suggested: there is no time between two successes in which no"
              + " request failed. Scan logs of a time in which the sync worked.");
    }
    return sentences;
  }

  /** How requests failed, for a person: {@code 401s and 5xx}. */
  static String failures(Set<Outcome> outcomes) {
    return outcomes.stream()
        .sorted()
        .map(HeartbeatWords::failure)
        .collect(Collectors.joining(" and "));
  }

  private static String failure(Outcome outcome) {
    return switch (outcome) {
      case UNAUTHORIZED -> "401s";
      case FORBIDDEN -> "403s";
      case NOT_FOUND -> "404s";
      case THROTTLED -> "429s";
      case SERVER_ERROR -> "5xx";
      case SUCCESS, OTHER -> outcome.label();
    };
  }

  private String onGaps(List<Silence> gaps) {
    long outages = gaps.stream().filter(Silence::isOutage).count();
    return count(gaps.size(), "silence")
        + " longer than the configured "
        + words(configured.interval())
        + " and "
        + words(configured.grace())
        + " of grace"
        + (outages == 0
            ? "."
            : "; requests failed in " + (gaps.size() == 1 ? "it." : outages + " of them."));
  }

  private List<String> reasons(Suggestion suggestion, List<Silence> gaps) {
    Duration span = history.span();
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "A heartbeat each "
            + words(suggestion.interval())
            + " with "
            + words(suggestion.grace())
            + " of grace would have raised no false alarm between the first and the last success, "
            + Words.duration(span)
            + " apart with "
            + count(history.count(), "success")
            + "."
            + (span.compareTo(TRUSTWORTHY_SPAN) < 0
                ? " That is too short a past to rely on: scan a week of logs or more."
                : ""));
    reasons.add(
        history
            .longestNormalSilence()
            .map(HeartbeatWords::onLongest)
            .orElse(
                "No silence in which nothing failed was longer than "
                    + Words.duration(history.resolution())
                    + "."));
    List<Silence> outages = history.outages();
    if (!outages.isEmpty()) {
      reasons.add(onOutages(outages));
    }
    reasons.add(onDelays(suggestion, gaps));
    lastSilence
        .filter(silence -> !suggestion.isQuietIn(silence.length()))
        .ifPresent(
            silence ->
                reasons.add(
                    "With it the "
                        + Words.duration(silence.length())
                        + " since the last success would have raised an alarm."));
    return reasons;
  }

  private static String onLongest(Silence longest) {
    return "The longest silence in which nothing failed was "
        + Words.duration(longest.length())
        + ", "
        + dates(longest)
        + (isOverAWeekend(longest) ? ", over a weekend" : "")
        + ". If that was an outage, too, scan logs without it.";
  }

  private static String onOutages(List<Silence> outages) {
    List<Silence> longestFirst =
        outages.stream()
            .sorted(Comparator.comparing(Silence::length).reversed())
            .limit(NAMED_OUTAGES)
            .toList();
    return "Left out, because requests failed in "
        + (outages.size() == 1 ? "it: 1 silence, " : "them: " + outages.size() + " silences, ")
        + longestFirst.stream()
            .map(outage -> dates(outage) + " (" + failures(outage.failures()) + ")")
            .collect(Collectors.joining("; "))
        + (outages.size() > NAMED_OUTAGES
            ? "; and " + (outages.size() - NAMED_OUTAGES) + " shorter."
            : ".");
  }

  private String onDelays(Suggestion suggestion, List<Silence> gaps) {
    String delays =
        "With it a sync that falls silent is warned of after "
            + delay(1, suggestion.interval(), suggestion.grace())
            + " and counts as down after "
            + delay(suggestion.missedThreshold(), suggestion.interval(), suggestion.grace());
    if (configured.isOff()) {
      return delays + "; none is configured, so that its silence is not noticed.";
    }
    Duration interval = configured.interval();
    Duration grace = configured.grace();
    int threshold = configured.missedThreshold();
    // The one up to the end of the logs may be the trouble that is looked for.
    List<Silence> normal =
        gaps.stream()
            .filter(gap -> !gap.isOutage() && !lastSilence.equals(Optional.of(gap)))
            .toList();
    long critical = normal.stream().filter(s -> s.missed(interval, grace) >= threshold).count();
    return delays
        + "; with the configured one after "
        + delay(1, interval, grace)
        + " and "
        + delay(threshold, interval, grace)
        + ", and "
        + (normal.isEmpty()
            ? "no false alarm."
            : count(normal.size(), "false alarm") + ", " + critical + " of them critical.");
  }

  private static String delay(int missed, Duration interval, Duration grace) {
    return words(Heartbeats.silenceOf(missed, interval, grace));
  }

  private static boolean isOverAWeekend(Silence silence) {
    ZonedDateTime from = silence.from().atZone(ZoneOffset.UTC);
    ZonedDateTime noon = from.with(DayOfWeek.SATURDAY).withHour(12);
    ZonedDateTime saturday = noon.isBefore(from) ? noon.plusWeeks(1) : noon;
    return saturday.plusDays(1).toInstant().isBefore(silence.to());
  }

  private static String dates(Silence silence) {
    return "from " + date(silence.from()) + " to " + date(silence.to());
  }

  /** {@code Fri 2025-11-21T17:00:00Z}: the weekday tells why nothing came. */
  private static String date(Instant time) {
    return time.atZone(ZoneOffset.UTC)
            .getDayOfWeek()
            .getDisplayName(TextStyle.SHORT, Locale.ENGLISH)
        + " "
        + time;
  }

  private static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? what : plural(what));
  }

  private static String plural(String what) {
    return what.endsWith("s") ? what + "es" : what + "s";
  }

  private static String words(Duration duration) {
    return PrometheusDuration.format(duration);
  }
}
