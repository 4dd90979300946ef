package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.standin.IssuedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What looks like a break and is none: nobody is told, and nothing fires that is hidden. */
interface NoBreaks extends Rows {
  Duration SOON = Duration.ofMinutes(2);

  /** The usual heartbeat: this long after the last one the sync counts as down. */
  Duration DOWN = Duration.ofSeconds(35);

  @RowTest
  default void scannersAreRefusedWhileTheSyncWorks() {
    try (Row row = row("scanned").watched(Map.of())) {
      IssuedToken token = row.token();
      row.site().register(token);
      row.provisioned(token);

      // The latest word in the log is a 401 then: of the sync's own client, that would be rejected.
      row.entra().close();
      for (int i = 0; i < 5; i++) {
        row.visit("/spotfire/api/rest/scim/v2/SPOTFIRE/Users", "203.0.113.7");
      }
      await().atMost(SOON).until(() -> row.query("scim_foreign_requests_total") >= 5);
      row.awaitNothingUntil(Instant.now().plusSeconds(3));
    }
  }

  @RowTest
  default void oneOfTwoNodesGetsEverythingThenIsScaledAway() {
    // For 30 s nothing need come: the change takes longer here than an interval.
    Map<String, String> heartbeat =
        Map.of("heartbeat", "{interval: 10s, grace: 20s, missed_threshold: 1}");
    try (Row first = row("two-nodes");
        Row second = row("two-nodes", "two-nodes-second")) {
      first.watched(heartbeat).provisioned();
      second.watched(heartbeat);
      first.awaitNothingUntil(Instant.now().plus(DOWN).plusSeconds(5));

      first.scaledAway();
      second.provisioned();
      second.awaitNothingUntil(Instant.now().plus(DOWN).plusSeconds(5));
    }
  }

  /** Neither while it lasts nor at its end, though the client's last word was a 401. */
  @RowTest
  default void plannedWork() {
    try (Row row = row("paused").watched(Map.of())) {
      IssuedToken token = row.token();
      row.provisioned(token);
      Instant end = Instant.now().plus(DOWN).plusSeconds(15).truncatedTo(ChronoUnit.SECONDS);
      row.reconfigured(Map.of("paused_until", end.toString()), Map.of());

      row.spotfire().revoke(token);
      row.awaitNothingUntil(Instant.now().plus(DOWN).plusSeconds(5));
      row.entra().close();
      assertThat(Instant.now()).as("still paused").isBefore(end);
      row.awaitNothingUntil(end.plusSeconds(3));
      row.provisioned();
      row.awaitNothingUntil(Instant.now().plusSeconds(15));
    }
  }

  @RowTest
  default void linesDatedNextYear() throws IOException {
    try (Row row = row("next-year").watched(Map.of())) {
      row.provisioned();
      Path directory = row.site().log().directory();
      List<String> lines;
      try (Stream<Path> files = Files.list(directory)) {
        lines = Files.readAllLines(files.findFirst().orElseThrow());
      }
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      String success =
          lines.stream().filter(line -> line.contains(" 200 ")).findFirst().orElseThrow();
      String nextYear = success.replace(today.getYear() + "-", today.getYear() + 1 + "-");
      String header =
          String.join("\n", lines.stream().filter(line -> line.startsWith("#")).toList());
      Files.writeString(
          directory.resolve(row.site().log().prefix() + "stray.log"),
          String.join("\n", header, nextYear, nextYear.replace(" 200 ", " 401 "), ""));

      await().atMost(SOON).until(() -> row.query("scim_log_misdated_lines_total") == 2);
      row.awaitNothingUntil(Instant.now().plusSeconds(3));
      assertThat(row.query("scim_sync_last_success_timestamp_seconds"))
          .isLessThanOrEqualTo((double) Instant.now().getEpochSecond());
    }
  }
}
