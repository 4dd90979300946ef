package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.RequestKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Whole logs read once. */
class LogScannerTest {
  private static final Instant NOW = Instant.parse("2024-11-24T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private final Ledger ledger = new Ledger(LedgerState.EMPTY, List.of("sync"), List.of("log"), NOW);
  private final HeartbeatHistory history = new HeartbeatHistory();

  private LogState scan(byte[] log) throws IOException {
    HistorySink sink =
        new HistorySink(
            "log",
            List.of(Syncs.sync("sync", Reading.ENDPOINT)),
            ledger,
            Map.of("sync", history),
            CLOCK);
    new LogScanner(LineFormat.auto(FormatOptions.DEFAULT).reader(""), sink)
        .scan(new ByteArrayInputStream(log));
    return Objects.requireNonNull(ledger.state().logs().get("log"));
  }

  private static String line(String time, String target, int status) {
    return "127.0.0.1 - - [24/Nov/2024:"
        + time
        + " +0000] \"GET /scim/v2/SPOTFIRE/"
        + target
        + " HTTP/1.1\" "
        + status
        + " 11";
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private long count(int status) {
    return Objects.requireNonNull(ledger.state().syncs().get("sync")).requests().entrySet().stream()
        .filter(entry -> entry.getKey().code() == status)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void aLastLineWithoutLineEndCounts() throws IOException {
    String log = line("10:00:00", "Users", 200) + "\n" + line("10:00:01", "Users", 201);

    assertThat(scan(log.getBytes(ISO_8859_1)).lines()).isEqualTo(2);

    assertThat(count(201)).isEqualTo(1);
  }

  @Test
  void carriageReturnsAreNoPartOfALine() throws IOException {
    String log = line("10:00:00", "Users", 200) + "\r\n" + line("10:00:01", "Users", 201) + "\r";

    LogState state = scan(log.getBytes(ISO_8859_1));

    assertThat(state.unparsedLines()).isZero();
    assertThat(state.lines()).isEqualTo(2);
    assertThat(state.bytes()).isEqualTo(log.length());
  }

  @Test
  void gzipOfSeveralMembersIsReadToItsEnd() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.write(gzip(line("10:00:00", "Users", 200) + "\n"));
    log.write(gzip(line("10:00:01", "Users", 201) + "\n"));

    scan(log.toByteArray());

    assertThat(count(200)).isEqualTo(1);
    assertThat(count(201)).isEqualTo(1);
  }

  @Test
  void anEmptyLogHasNoLines() throws IOException {
    assertThat(scan(new byte[0]).lines()).isZero();
    assertThat(scan(new byte[] {0x1f}).lines()).isEqualTo(1);
  }

  @Test
  void aLineLongerThanOneMebibyteIsOneLineThatDoesNotFit() throws IOException {
    String log =
        line("10:00:00", "Users", 200)
            + "\n"
            + "x".repeat(2_500_000)
            + "\n"
            + line("10:00:01", "Users?" + "x".repeat(700_000), 201)
            + "\n"
            + "x".repeat(2_500_000);

    LogState state = scan(log.getBytes(ISO_8859_1));

    assertThat(state.lines()).isEqualTo(4);
    assertThat(state.unparsedLines()).isEqualTo(2);
    assertThat(count(201)).isEqualTo(1);
  }

  @Test
  void linesOfAnyLengthAreCountedOnceWhereverAChunkEnds() throws IOException {
    Seed seed = Seed.get();
    long lines = 0;
    long requests = 0;
    long bytes = 0;
    for (int number = 0; number < 20; number++) {
      Random random = seed.random(number);
      StringBuilder log = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        int length = random.nextInt(random.nextBoolean() ? 1_000_000 : 1_000);
        boolean fits = random.nextInt(8) > 0;
        lines++;
        requests += fits ? 1 : 0;
        log.append(
            fits ? line("10:00:00", "Users?" + "x".repeat(length), 200) : "x".repeat(length));
        log.append('\n');
      }
      bytes += log.length();
      LogState state = scan(log.toString().getBytes(ISO_8859_1));
      assertThat(List.of(state.lines(), count(200), state.bytes()))
          .as(seed.describe(number))
          .containsExactly(lines, requests, bytes);
    }
  }

  @Test
  void failuresThatCanBeBelievedAreRemembered() throws IOException {
    String log =
        String.join(
            "\n",
            line("10:00:00", "Users", 200),
            line("10:10:00", "Users", 401),
            line("11:00:00", "Users", 200),
            line("23:00:00", "Users", 503),
            line("11:40:00", "Users", 200));

    scan(log.getBytes(ISO_8859_1));

    assertThat(history.silences(Duration.ZERO))
        .extracting(HeartbeatHistory.Silence::failures)
        .containsExactly(Set.of(Outcome.UNAUTHORIZED), Set.of());
  }

  @Test
  void heartbeatsThatCanBeBelievedAreRemembered() throws IOException {
    String log =
        String.join(
            "\n",
            line("10:00:00", "Users", 200),
            line("10:40:00", "Users/1", 404),
            line("10:50:00", "Schemas", 200),
            line("11:00:00", "Users", 401),
            line("23:00:00", "Users", 200));

    LogState state = scan(log.getBytes(ISO_8859_1));

    assertThat(history.longestSilence(Optional.empty())).isEqualTo(Duration.ofMinutes(40));
    assertThat(state.misdatedLines()).isEqualTo(1);
    assertThat(Objects.requireNonNull(ledger.state().syncs().get("sync")).requests())
        .containsKey(RequestKey.parse("GET 401"));
  }
}
