package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the configured logs a file belongs to. */
class LogSourcesTest {
  private static final String LINE =
      "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11\n";

  @TempDir private Path directory = Path.of("");

  private AccessLogConfig log(String name, String pattern) {
    return AccessLogConfig.of(name, List.of(directory + "/" + pattern), LogFormat.Named.COMMON);
  }

  @Test
  void aFileThatComesLaterAndThatTwoLogsNameIsTheFirstOnes() throws Exception {
    // The start refuses two logs that name one file; this one was not there then.
    List<AccessLogConfig> logs =
        List.of(log("tss1", "access*"), log("tss2", "*.log"), log("tss3", "[ab]ccess.log"));
    LogSources sources = LogSources.of(logs);
    ManualClock clock = new ManualClock(Instant.parse("2026-11-24T09:00:00Z"));
    Ledger ledger =
        new Ledger(LedgerState.EMPTY, List.of(), List.of("tss1", "tss2", "tss3"), clock.instant());
    Files.writeString(directory.resolve("access.log"), LINE.repeat(3));
    Files.writeString(directory.resolve("bccess.log"), LINE.repeat(2));

    for (AccessLogConfig log : logs) {
      LedgerSink sink = new LedgerSink(log.name(), List.of(), ledger, clock);
      LogSource source = sources.open(log, List.of(), sink, clock, Wakeup.whenTold());
      source.refresh();
      while (source.step()) {
        // Chunk by chunk.
      }
      source.close();
    }

    Map<String, LogState> states = ledger.state().logs();
    assertThat(logs)
        .extracting(log -> states.get(log.name()))
        .extracting(LogState::lines)
        .containsExactly(3L, 2L, 0L);
  }
}
