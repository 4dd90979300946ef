package io.github.scimexporter.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
  private static final String NOTHING_FITS =
      "No line fits the format, so nothing can be said: set access_logs[].format to that of the"
          + " log. Known are auto, common, combined, extended, json, haproxy, {tomcat: PATTERN} and"
          + " {regex: ...}.";

  private static final String NO_LOG =
      "This sync has no access log (logs: []), so a scan can say nothing of it.";

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

  /**
   * A silence in which a heartbeat was missed.
   *
   * @param failures how requests failed in it, for the text only; empty where none did
   */
  record Gap(String from, String to, long missed, @JsonIgnore String failures) {
    private static Gap of(HeartbeatHistory.Silence silence, HeartbeatConfig heartbeat) {
      return new Gap(
          silence.from().toString(),
          silence.to().toString(),
          silence.missed(heartbeat.interval(), heartbeat.grace()),
          HeartbeatWords.failures(silence.failures()));
    }
  }

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
    List<HeartbeatHistory.Silence> gaps =
        history.gaps(heartbeat.interval(), heartbeat.grace(), end);
    List<String> diagnosis = new ArrayList<>();
    if (sync.logs().isEmpty()) {
      diagnosis.add(NO_LOG);
    } else {
      diagnosis.addAll(fits ? Diagnosis.of(state, Instant::toString) : List.of(NOTHING_FITS));
    }
    diagnosis.addAll(new HeartbeatWords(heartbeat, history, end).sentences(gaps));
    return new Sync(
        sync.name(),
        requests,
        text(state.firstRequest()),
        text(state.lastSuccess(Source.ACCESS_LOG)),
        text(state.failingSince(Outcome.UNAUTHORIZED)),
        text(state.lastFailure(Outcome.UNAUTHORIZED)),
        history.longestSilence(end).toSeconds(),
        gaps.stream().map(gap -> Gap.of(gap, heartbeat)).toList(),
        history
            .suggestion()
            .map(
                better ->
                    new Heartbeat(
                        PrometheusDuration.format(better.interval()),
                        PrometheusDuration.format(better.grace()),
                        better.missedThreshold()))
            .orElse(null),
        diagnosis);
  }

  private static @Nullable String text(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }
}
