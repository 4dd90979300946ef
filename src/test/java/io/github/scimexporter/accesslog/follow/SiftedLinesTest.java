package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.SyncState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Chunks that are so large that only some of their lines are read. */
class SiftedLinesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final SyncConfig SYNC = Syncs.sync("sync", "http://host/scim");
  private static final String OTHER = ReceivedLines.line("/other/page");
  private static final String SCIM = ReceivedLines.line("/scim/Users");
  private static final String UNFIT = "this is no line of an access log";

  /** What a sink was given, in its order. */
  private static final class Told implements LineSink {
    private final List<String> events = new ArrayList<>();

    @Override
    public void request(LogLine line) {
      events.add(line.path());
    }

    @Override
    public void unfit() {
      events.add("unfit");
    }

    @Override
    public Anchors anchors() {
      return Anchors.of(Endpoint.of(List.of(SYNC)));
    }

    @Override
    public void passed(int lines) {
      events.add(Integer.toString(lines));
    }

    @Override
    public void bytes(long count) {}

    @Override
    public void lost(long count) {}
  }

  private final Told told = new Told();
  private final LineFeed feed =
      new LineFeed(LineFormat.auto(FormatOptions.DEFAULT).reader(""), FilePosition.Rest.NONE);

  private List<String> take(List<String> lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(ISO_8859_1);
    feed.takeLines(bytes, 0, bytes.length, told);
    return told.events;
  }

  private static List<String> others(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(OTHER);
    }
    return lines;
  }

  @Test
  void onlyLinesOfInterestAndTheLastOneAreRead() {
    List<String> lines = others(1000);
    lines.set(3, SCIM);
    lines.set(500, SCIM);

    assertThat(take(lines)).containsExactly("/scim/Users", "/scim/Users", "997", "/other/page");
    assertThat(feed.lines()).isEqualTo(1000);
    assertThat(feed.fits()).isEqualTo(1000);
  }

  @Test
  void theLastLineIsReadOnceIfItIsOfInterest() {
    List<String> lines = others(1000);
    lines.set(999, SCIM);

    assertThat(take(lines)).containsExactly("999", "/scim/Users");
  }

  @Test
  void aSmallChunkIsReadWhole() {
    assertThat(take(others(100))).hasSize(100).containsOnly("/other/page");
  }

  @Test
  void allIsReadIfALineOfTheSampleDoesNotFit() {
    List<String> lines = others(1000);
    lines.set(0, UNFIT);

    assertThat(take(lines)).hasSize(1000).startsWith("unfit", "/other/page").doesNotContain("999");
    assertThat(feed.fits()).isEqualTo(999);
  }

  @Test
  void allIsReadIfTheLastLineDoesNotFit() {
    List<String> lines = others(1000);
    lines.set(999, UNFIT);

    assertThat(take(lines)).hasSize(1000).endsWith("unfit");
  }

  @Test
  void fromALineOfInterestThatDoesNotFitAllIsRead() {
    List<String> lines = others(1000);
    lines.set(2, SCIM);
    lines.set(990, UNFIT + " /scim/Users");
    lines.set(995, UNFIT);

    assertThat(take(lines))
        .containsExactly(
            "/scim/Users",
            "989",
            "unfit",
            "/other/page",
            "/other/page",
            "/other/page",
            "/other/page",
            "unfit",
            "/other/page",
            "/other/page",
            "/other/page",
            "/other/page");
    assertThat(feed.lines()).isEqualTo(1000);
  }

  @Test
  void whereHeadersStandAllIsReadInItsOrder() {
    List<String> lines = others(1000);
    lines.set(999, "#Fields: date time cs-method cs-uri-stem sc-status");

    assertThat(take(lines)).hasSize(999).containsOnly("/other/page");
  }

  @Test
  void theEndOfALineThatWasTakenBeforeIsPassed() {
    LineFeed after = new LineFeed(LineFormat.COMMON.reader(""), FilePosition.Rest.TAKEN);
    byte[] bytes = ("/scim \n" + String.join("\n", others(1000)) + "\n").getBytes(ISO_8859_1);

    after.takeLines(bytes, 0, bytes.length, told);

    assertThat(told.events).containsExactly("999", "/other/page");
  }

  /**
   * The same lines, read all at once and one by one: but for the sampling there is no difference.
   */
  @Test
  void whatIsCountedIsWhatReadingEachLineCounts() throws IOException {
    Seed seed = Seed.get();
    for (int number = 0; number < 30; number++) {
      Random random = seed.random(number);
      int share = random.nextInt(100);
      StringBuilder log = new StringBuilder();
      for (int i = 0; i < 12_000; i++) {
        int kind = random.nextInt(10_000);
        log.append(
                kind == 0
                    ? UNFIT + " /scim"
                    : kind < 100 * share ? SCIM + (random.nextBoolean() ? "" : "1") : OTHER)
            .append('\n');
      }
      byte[] bytes = log.toString().getBytes(ISO_8859_1);
      Ledger scanned = ledger();
      new LogScanner(LineFormat.COMMON.reader(""), sink(scanned))
          .scan(new ByteArrayInputStream(bytes));
      Ledger read = ledger();
      new LineFeed(LineFormat.COMMON.reader(""), FilePosition.Rest.NONE)
          .takeEach(bytes, 0, bytes.length, sink(read));

      assertThat(sync(scanned)).as(seed.describe(number)).isEqualTo(sync(read));
      assertThat(log(scanned).lines()).isEqualTo(log(read).lines());
      assertThat(log(scanned).unparsedLines()).isEqualTo(log(read).unparsedLines());
      assertThat(log(scanned).recent()).isEqualTo(log(read).recent());
      assertThat(log(scanned).lastLine()).isEqualTo(log(read).lastLine());
    }
  }

  private static Ledger ledger() {
    return new Ledger(LedgerState.EMPTY, List.of("sync"), List.of("log"), NOW);
  }

  private static HistorySink sink(Ledger ledger) {
    return new HistorySink(
        "log", List.of(SYNC), ledger, Map.of("sync", new HeartbeatHistory()), CLOCK);
  }

  private static SyncState sync(Ledger ledger) {
    return Objects.requireNonNull(ledger.state().syncs().get("sync"));
  }

  private static LogState log(Ledger ledger) {
    return Objects.requireNonNull(ledger.state().logs().get("log"));
  }
}
