package io.github.scimexporter.cli;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Diagnosis;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.SyncState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs, once the files have been caught up, what was found for each log and sync: a wrong pattern,
 * format, path or client shows here first, and would otherwise look like a quiet server.
 */
final class ReadyReport {
  private static final Logger logger = LoggerFactory.getLogger(ReadyReport.class);

  /** From this share on, lines that do not fit are no stray ones. */
  private static final double TOO_MANY_UNFIT = 0.1;

  private ReadyReport() {}

  static void log(Configuration configuration, Observation seen) {
    for (AccessLogConfig log : configuration.accessLogs()) {
      LogState state = Objects.requireNonNull(seen.ledger().logs().get(log.name()));
      log(log, state, Objects.requireNonNull(seen.logs().get(log.name())));
    }
    List<String> inFiles =
        configuration.accessLogs().stream()
            .filter(AccessLogConfig::isInFiles)
            .map(AccessLogConfig::name)
            .toList();
    for (SyncConfig sync : configuration.syncs()) {
      if (sync.logs().stream().noneMatch(inFiles::contains)) {
        // What is sent may not have come yet.
        continue;
      }
      SyncState state = Objects.requireNonNull(seen.ledger().syncs().get(sync.name()));
      log(sync, state);
      if (sync.entra().isPresent()) {
        Diagnosis.ofEntraAlone(state, sync.tolerance(), Instant::toString)
            .ifPresent(words -> logger.info("sync {}: {}", sync.name(), words));
      }
    }
  }

  private static void log(AccessLogConfig log, LogState state, LogHealth health) {
    if (state.lines() == 0 && !log.isInFiles()) {
      // What is sent need not have come yet; whether it can come is said where that is found out.
      logger.info(
          "log {}: no line has come yet{}", log.name(), health.up() ? "" : ", and none can come");
    } else if (state.lines() == 0) {
      logger.warn(
          "log {}: {} no line was read from {}; check access_logs[].paths",
          log.name(),
          health.up() ? "files were found, but" : "no file was found or could be read, and",
          String.join(", ", log.paths()));
    } else if (state.recent().unfitRatio() > TOO_MANY_UNFIT) {
      logger.warn(
          "log {}: {} of {} lines do not fit the format {}; check access_logs[].format",
          log.name(),
          state.unparsedLines(),
          state.lines(),
          log.format().label());
    } else {
      logger.info(
          "log {}: {} {} read, {} not in the format",
          log.name(),
          state.lines(),
          state.lines() == 1 ? "line" : "lines",
          state.unparsedLines());
    }
  }

  private static void log(SyncConfig sync, SyncState state) {
    long requests = state.requests().values().stream().mapToLong(Long::longValue).sum();
    long foreign = state.foreignRequests().values().stream().mapToLong(Long::longValue).sum();
    if (requests == 0 && foreign == 0) {
      logger.warn(
          "sync {}: no request on the path {} was found; check syncs[].endpoint",
          sync.name(),
          sync.endpoint().getPath());
    } else if (requests == 0) {
      logger.warn(
          "sync {}: all {} requests on its path are by others; check syncs[].clients",
          sync.name(),
          foreign);
    } else {
      logger.info(
          "sync {}: {} requests, last success {}, {}, {} requests by others",
          sync.name(),
          requests,
          state.lastHeartbeat().map(Instant::toString).orElse("never"),
          state
              .failingSince(Outcome.UNAUTHORIZED)
              .map(since -> "rejected (401) since " + since)
              .orElse("not rejected"),
          foreign);
    }
  }
}
