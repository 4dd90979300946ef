package io.github.scimexporter.cli;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Diagnosis;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found, in the shape of its JSON. Times are RFC 3339 in UTC, or null.
 *
 * @param lines log lines, without headers
 * @param unparsed those of them that do not fit the format
 * @param syncs one report for each configured sync
 */
record ScanReport(long lines, long unparsed, List<Sync> syncs) {
  /** A weekend and a working week: the shortest past that shows how quiet a sync can be. */
  private static final Duration TRUSTWORTHY_SPAN = Duration.ofDays(7);

  private static final String NOTHING_FITS =
      "No line fits the format, so nothing can be said: set access_logs[].format to that of the"
          + " log. Known are common, combined and extended.";

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Sync(
      String sync,
      Map<String, Long> requests,
      @Nullable String firstSeen,
      @Nullable String lastSuccess,
      @Nullable String firstRejected,
      @Nullable String lastRejected,
      long longestSilenceSeconds,
      List<Gap> gaps,
      @Nullable Heartbeat suggestedHeartbeat,
      List<String> diagnosis) {}

  record Gap(String from, String to, long missed) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Heartbeat(String interval, String grace, int missedThreshold) {}

  /**
   * The report of one sync.
   *
   * @param end the time of the newest line of any kind in its logs
   * @param fits whether any line of its logs fits their format
   */
  static Sync of(
      SyncConfig sync,
      SyncState state,
      HeartbeatHistory history,
      Optional<Instant> end,
      boolean fits) {
    Map<String, Long> requests = new LinkedHashMap<>();
    state.requests().forEach((key, count) -> requests.put(key.toString(), count));
    HeartbeatConfig heartbeat = sync.heartbeat();
    List<HeartbeatHistory.Gap> gaps = history.gaps(heartbeat.interval(), heartbeat.grace(), end);
    Optional<HeartbeatHistory.Suggestion> suggestion = history.suggestion();
    List<String> diagnosis = new ArrayList<>(fits ? Diagnosis.of(state) : List.of(NOTHING_FITS));
    diagnosis.addAll(onHeartbeats(heartbeat, gaps, suggestion, history.span()));
    return new Sync(
        sync.name(),
        requests,
        text(state.firstRequest()),
        text(state.lastSuccess(Source.ACCESS_LOG)),
        text(state.failingSince(Outcome.UNAUTHORIZED)),
        text(state.lastFailure(Outcome.UNAUTHORIZED)),
        history.longestSilence(end).toSeconds(),
        gaps.stream()
            .map(gap -> new Gap(gap.from().toString(), gap.to().toString(), gap.missed()))
            .toList(),
        suggestion
            .map(
                better ->
                    new Heartbeat(
                        PrometheusDuration.format(better.interval()),
                        PrometheusDuration.format(better.grace()),
                        better.missedThreshold()))
            .orElse(null),
        diagnosis);
  }

  private static List<String> onHeartbeats(
      HeartbeatConfig heartbeat,
      List<HeartbeatHistory.Gap> gaps,
      Optional<HeartbeatHistory.Suggestion> suggestion,
      Duration span) {
    List<String> sentences = new ArrayList<>();
    if (!gaps.isEmpty()) {
      sentences.add(
          (gaps.size() == 1 ? "1 silence" : gaps.size() + " silences")
              + " longer than the configured "
              + PrometheusDuration.format(heartbeat.interval())
              + " and "
              + PrometheusDuration.format(heartbeat.grace())
              + " of grace.");
    }
    suggestion.ifPresent(
        better ->
            sentences.add(
                "A heartbeat each "
                    + PrometheusDuration.format(better.interval())
                    + " with "
                    + PrometheusDuration.format(better.grace())
                    + " of grace would have raised no alarm between the first and the last"
                    + " success, "
                    + Words.duration(span)
                    + " apart."
                    + (span.compareTo(TRUSTWORTHY_SPAN) < 0
                        ? " That is too short a past to rely on: scan a week of logs or more."
                        : "")));
    return sentences;
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
