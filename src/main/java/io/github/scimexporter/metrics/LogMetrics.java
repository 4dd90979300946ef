package io.github.scimexporter.metrics;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.LogState;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;

/** The metrics that tell how the logs are read. */
final class LogMetrics {
  /**
   * What they are made of.
   *
   * @param health what the file system says of each log, by its name
   * @param states what was read of each log, by its name
   */
  record Seen(
      List<AccessLogConfig> logs, Map<String, LogHealth> health, Map<String, LogState> states) {}

  private LogMetrics() {}

  static List<MetricSnapshot> of(Seen seen) {
    Family up =
        new Family(
            "scim_log_up",
            "1 when the log's directories could be listed and every matching file opened, standard"
                + " input has not ended, or syslog is received; 0 too when no file has ever"
                + " matched.",
            "log");
    Family lines = new Family("scim_log_lines", "Lines that were read, without headers.", "log");
    Family unparsed =
        new Family(
            "scim_log_unparsed_lines",
            "Lines that do not fit the log's format; of large chunks judged by sample.",
            "log");
    Family misdated =
        new Family(
            "scim_log_misdated_lines",
            "Lines dated more than 2 minutes ahead of the time of reading, or before 2000; they"
                + " move no timestamp.",
            "log");
    Family bytes = new Family("scim_log_bytes", "Bytes that were read.", "log");
    Family lost =
        new Family(
            "scim_log_lost_bytes",
            "Bytes that were seen on disk, and were gone before they could be read.",
            "log");
    Family ratio =
        new Family(
            "scim_log_unparsed_ratio",
            "Share of the last 1,000 lines that do not fit the log's format.",
            "log");
    Family lag =
        new Family(
            "scim_log_lag_bytes", "Bytes on disk, or received, that were not read yet.", "log");
    Family lastLine =
        new Family(
            "scim_log_last_line_timestamp_seconds",
            "Time of the newest line of any kind; when the log was first watched, until there is"
                + " one.",
            "log");
    Family silence =
        new Family(
            "scim_log_silence_threshold_seconds",
            "How long no line of any kind means that the server is silent, as configured; 0 when"
                + " off.",
            "log");
    for (AccessLogConfig log : seen.logs()) {
      String name = log.name();
      LogHealth health = seen.health().get(name);
      LogState state = seen.states().get(name);
      if (health == null || state == null) {
        // It was withdrawn between the two looks, at the configuration and at the logs.
        continue;
      }
      up.add(health.up(), name);
      lines.add(state.lines(), name);
      unparsed.add(state.unparsedLines(), name);
      misdated.add(state.misdatedLines(), name);
      bytes.add(state.bytes(), name);
      lost.add(state.lostBytes(), name);
      ratio.add(state.recent().unfitRatio(), name);
      lag.add(health.lagBytes(), name);
      lastLine.add(state.lastLine().orElse(state.watchStart()), name);
      silence.add(log.silence(), name);
    }
    return List.of(
        up.gauge(),
        lines.counter(),
        unparsed.counter(),
        misdated.counter(),
        bytes.counter(),
        lost.counter(),
        ratio.gauge(),
        lag.gauge(),
        lastLine.gauge(),
        silence.gauge());
  }
}
