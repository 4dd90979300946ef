package io.github.scimexporter.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.scimexporter.accesslog.follow.LogCapture;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.follow.ManualClock;
import io.github.scimexporter.accesslog.follow.Syncs;
import io.github.scimexporter.accesslog.follow.Wakeup;
import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.sync.TokenHeartbeats;
import io.github.scimexporter.sync.TokenWindow;
import io.github.scimexporter.sync.TokenWindows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledger and positions as one, durable before anybody sees them. */
class EvidenceKeeperTest {
  @TempDir private Path directory;

  private final ManualClock clock = new ManualClock(Instant.now());
  private final LogCapture logged = LogCapture.start();
  private final AtomicReference<TokenWindows> tokens = new AtomicReference<>(TokenWindows.NONE);
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private Path active = Path.of("");
  private Path storage = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    active = Files.createDirectory(directory.resolve("logs")).resolve("access.log");
    storage = directory.resolve("data");
  }

  @AfterEach
  void close() {
    logged.close();
  }

  private Configuration configuration(SyncConfig... syncs) {
    return new Configuration(
        directory.resolve("scim-exporter.yml"),
        HeartbeatLogConfig.DEFAULT,
        directory.resolve("tokens.json"),
        List.of(Syncs.log(LogFormat.Named.AUTO, active.getParent() + "/access*")),
        List.of(syncs),
        List.of());
  }

  private Configuration configuration() {
    return configuration(Syncs.sync("sync", "http://localhost/scim"));
  }

  private EvidenceKeeper start(SnapshotFile file) throws StateException {
    return keeper(configuration(), file, clock);
  }

  private EvidenceKeeper keeper(Configuration configuration, SnapshotFile file, InstantSource clock)
      throws StateException {
    try {
      return new EvidenceKeeper(
          configuration,
          LogSources.of(configuration.accessLogs()),
          file,
          clock,
          Wakeup.whenTold(),
          tokens::get,
          interrupted::get);
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void append(int lines) throws IOException {
    String line =
        "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/Users HTTP/1.1\" 200 11\n";
    Files.writeString(
        active,
        line.repeat(lines),
        ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static long requests(Observation observation) {
    SyncState sync = Objects.requireNonNull(observation.ledger().syncs().get("sync"));
    return sync.requests().values().stream().mapToLong(Long::longValue).sum();
  }

  /** What another exporter would find after this one was killed now. */
  private Snapshot onDisk() throws IOException, StateException {
    Path copy = Files.createTempDirectory(directory, "copy");
    if (Files.exists(storage.resolve("state.json"))) {
      Files.copy(storage.resolve("state.json"), copy.resolve("state.json"));
    }
    try (SnapshotFile file = SnapshotFile.open(copy)) {
      return file.load();
    }
  }

  @Test
  void nothingIsShownThatIsNotOnDisk() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      for (int i = 1; i <= 3; i++) {
        append(i);
        keeper.readNews();

        Observation shown = keeper.observe();

        assertThat(requests(shown)).isEqualTo(i * (i + 1) / 2);
        assertThat(onDisk().ledger()).isEqualTo(shown.ledger());
      }
    }
  }

  @Test
  void whatAnotherSourceSawIsDurableBeforeItIsShownToo() throws Exception {
    Instant ended = clock.instant().minusSeconds(60);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      keeper.observe();
      keeper.accept(new Evidence.Execution("sync", ended));

      Observation shown = keeper.observe();

      assertThat(Objects.requireNonNull(shown.ledger().syncs().get("sync")).lastHeartbeat())
          .contains(ended);
      assertThat(onDisk().ledger()).isEqualTo(shown.ledger());
    }
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      assertThat(
              Objects.requireNonNull(start(file).observe().ledger().syncs().get("sync"))
                  .lastSuccess(Source.ENTRA))
          .contains(ended);
    }
  }

  @Test
  void withoutNewsNothingIsWritten() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      append(1);
      keeper.readNews();
      keeper.observe();
      Files.delete(storage.resolve("state.json"));

      keeper.readNews();
      keeper.observe();

      assertThat(storage.resolve("state.json")).doesNotExist();
    }
  }

  @Test
  void killedBetweenReadingAndObservingCountsOnce() throws Exception {
    append(3);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper killed = start(file);
      killed.readNews();
      killed.observe();
      append(2);
      killed.readNews();
    }
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper next = start(file);
      assertThat(requests(next.observe())).isEqualTo(3);

      next.readNews();

      assertThat(requests(next.observe())).isEqualTo(5);
    }
  }

  @Test
  void readyOnlyOnceEveryFileWasReadToTheSizeItHadAtTheStart() throws Exception {
    append(1000);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      assertThat(keeper.isReady()).isFalse();
      assertThat(keeper.observe().ready()).isFalse();

      keeper.readNews();

      assertThat(keeper.isReady()).isTrue();
      assertThat(keeper.observe().ready()).isTrue();
      assertThat(requests(keeper.observe())).isEqualTo(1000);
    }
  }

  @Test
  void aFileThatWasReplacedWhileTheExporterWasDownIsReadBeforeItIsReady() throws Exception {
    append(2);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      keeper.close();
    }
    Files.writeString(
        active,
        "127.0.0.1 - - [24/Nov/2024:11:00:00 +0000] \"GET /scim/Users HTTP/1.1\" 200 11\n"
            .repeat(3));
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);

      keeper.readNews();

      assertThat(keeper.isReady()).isTrue();
      assertThat(requests(keeper.observe())).isEqualTo(5);
    }
  }

  @Test
  void whoeverIsToEndDoesNotReadOnAndIsNotReady() throws Exception {
    append(10_000);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      interrupted.set(true);

      keeper.readNews();

      assertThat(keeper.isReady()).isFalse();
      assertThat(requests(keeper.observe())).isLessThan(10_000);
    }
  }

  private LogSources sources(Configuration configuration) throws FormatException {
    return LogSources.of(configuration.accessLogs());
  }

  @Test
  void anotherConfigurationShowsNothingBeforeAllWasReadAgain() throws Exception {
    append(2);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      append(3);

      keeper.configure(configuration(), sources(configuration()));

      assertThat(keeper.isReady()).isFalse();
      assertThat(keeper.observe().ready()).isFalse();
      keeper.readNews();
      assertThat(keeper.observe().ready()).isTrue();
      assertThat(requests(keeper.observe())).isEqualTo(5);
    }
  }

  @Test
  void aSyncThatComesIsCountedFromThenOnAndOneThatGoesIsKept() throws Exception {
    append(2);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      Configuration other = configuration(Syncs.sync("other", "http://localhost/scim"));
      clock.advance(Duration.ofSeconds(60));

      keeper.configure(other, sources(other));
      append(3);
      keeper.readNews();

      SyncState came = Objects.requireNonNull(keeper.observe().ledger().syncs().get("other"));
      assertThat(came.requests().values()).containsExactly(3L);
      assertThat(came.watchStart()).isEqualTo(clock.instant());
      assertThat(requests(keeper.observe())).isEqualTo(2);

      keeper.configure(configuration(), sources(configuration()));
      append(4);
      keeper.readNews();
      assertThat(requests(keeper.observe())).isEqualTo(6);
      assertThat(onDisk().ledger()).isEqualTo(keeper.observe().ledger());
    }
  }

  @Test
  void aLogThatIsReadDifferentlyGoesOnWhereItWas() throws Exception {
    append(2);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      Configuration other =
          new Configuration(
              directory.resolve("scim-exporter.yml"),
              HeartbeatLogConfig.DEFAULT,
              directory.resolve("tokens.json"),
              List.of(Syncs.log(LogFormat.Named.COMMON, active.getParent() + "/*.log*")),
              configuration().syncs(),
              List.of());
      append(3);

      keeper.configure(other, sources(other));
      keeper.readNews();

      assertThat(requests(keeper.observe())).isEqualTo(5);
      assertThat(keeper.observe().logs()).containsOnlyKeys("log");
    }
  }

  @Test
  void aLogThatGoesAndComesBackCountsOn() throws Exception {
    append(2);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      Configuration none =
          new Configuration(
              directory.resolve("scim-exporter.yml"),
              HeartbeatLogConfig.DEFAULT,
              directory.resolve("tokens.json"),
              List.of(),
              configuration().syncs(),
              List.of());
      keeper.configure(none, sources(none));
      append(3);
      keeper.readNews();
      assertThat(requests(keeper.observe())).isEqualTo(2);
      assertThat(keeper.observe().logs()).isEmpty();

      keeper.configure(configuration(), sources(configuration()));
      keeper.readNews();

      assertThat(requests(keeper.observe())).isEqualTo(5);
    }
  }

  @Test
  void whatWasReadHalfWayIsNeitherShownNorKept() throws Exception {
    append(2);
    AtomicInteger linesLeft = new AtomicInteger(Integer.MAX_VALUE);
    InstantSource failing =
        () -> {
          if (linesLeft.getAndDecrement() == 0) {
            throw new IllegalStateException("out of order");
          }
          return clock.instant();
        };
    EvidenceKeeper keeper = keeper(configuration(), SnapshotFile.open(storage), failing);
    keeper.readNews();
    assertThat(requests(keeper.observe())).isEqualTo(2);
    append(10);
    keeper.readNews();
    append(10);
    linesLeft.set(5);

    assertThatIllegalStateException().isThrownBy(keeper::readNews).withMessage("out of order");

    assertThatIllegalStateException().isThrownBy(keeper::observe);
    keeper.close();
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper next = start(file);
      next.readNews();
      assertThat(requests(next.observe())).isEqualTo(22);
    }
  }

  @Test
  void whoeverAsksWhileItReadsSeesWhatIsDurableAndNeverLess() throws Exception {
    append(20_000);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      AtomicBoolean done = new AtomicBoolean();
      List<CompletableFuture<Long>> askers =
          List.of(ask(keeper, done), ask(keeper, done), ask(keeper, done));
      for (int i = 0; i < 20; i++) {
        append(500);
        keeper.readNews();
      }
      done.set(true);

      for (CompletableFuture<Long> asker : askers) {
        assertThat(asker.get(30, TimeUnit.SECONDS)).isPositive();
      }
      Observation last = keeper.observe();
      assertThat(requests(last)).isEqualTo(30_000);
      assertThat(onDisk().ledger()).isEqualTo(last.ledger());
    }
  }

  /** Asks until done; how often it asked. */
  private CompletableFuture<Long> ask(EvidenceKeeper keeper, AtomicBoolean done) {
    return CompletableFuture.supplyAsync(
        () -> {
          long before = 0;
          long asked = 0;
          while (!done.get() || asked == 0) {
            Observation shown = keeper.observe();
            long now = requests(shown);
            assertThat(now).isGreaterThanOrEqualTo(before);
            assertThat(!shown.ready() || now >= 20_000).as("ready with all").isTrue();
            before = now;
            asked++;
          }
          return asked;
        },
        command -> new Thread(command).start());
  }

  @Test
  void whileTheStateCannotBeWrittenItServesAndSaysSoAndRecovers() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      Path obstacle = Files.createDirectory(storage.resolve("state.json.tmp"));
      append(1);
      keeper.readNews();

      Observation shown = keeper.observe();

      assertThat(shown.stateWritten()).isFalse();
      assertThat(requests(shown)).isEqualTo(1);
      assertThat(keeper.observe().stateWritten()).isFalse();

      Files.delete(obstacle);

      assertThat(keeper.observe().stateWritten()).isTrue();
      assertThat(requests(keeper.observe())).isEqualTo(1);
      assertThat(onDisk().ledger()).isEqualTo(shown.ledger());
      assertThat(logged.messages())
          .filteredOn(message -> message.contains("the state"))
          .hasSize(2)
          .anyMatch(message -> message.startsWith("SEVERE the state cannot be written ("))
          .contains("INFO the state can be written again");
    }
  }

  @Test
  void closingMakesWhatIsKnownDurable() throws Exception {
    append(2);
    EvidenceKeeper keeper = start(SnapshotFile.open(storage));
    keeper.readNews();

    keeper.close();

    assertThat(Objects.requireNonNull(onDisk().ledger().syncs().get("sync")).requests().values())
        .containsExactly(2L);
    SnapshotFile.open(storage).close();
  }

  @Test
  void aLogThatIsTakenOutOfTheConfigurationAndPutBackCountsOn() throws Exception {
    append(2);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      keeper.observe();
    }
    Configuration without =
        new Configuration(
            directory.resolve("scim-exporter.yml"),
            HeartbeatLogConfig.DEFAULT,
            directory.resolve("tokens.json"),
            List.of(),
            List.of(),
            List.of());
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = keeper(without, file, clock);
      keeper.readNews();
      keeper.observe();
    }
    append(1);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();

      assertThat(requests(keeper.observe())).isEqualTo(3);
    }
  }

  @Test
  void theWatchStartIsKeptAcrossRestarts() throws Exception {
    Instant start = clock.instant();
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      start(file).observe();
    }
    clock.advance(Duration.ofDays(1));
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      Observation shown = start(file).observe();

      assertThat(Objects.requireNonNull(shown.ledger().syncs().get("sync")).watchStart())
          .isEqualTo(start);
      assertThat(Objects.requireNonNull(shown.ledger().logs().get("log")).watchStart())
          .isEqualTo(start);
    }
  }

  @Test
  void theHealthOfEachLogIsShown() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      assertThat(keeper.observe().logs()).containsEntry("log", new LogHealth(false, 0));
      append(1);
      Files.writeString(active, "half", StandardOpenOption.APPEND);

      keeper.readNews();

      assertThat(keeper.observe().logs()).containsEntry("log", new LogHealth(true, 4));
    }
  }

  @Test
  void aSyncTakesEvidenceFromItsOwnLogsOnly() throws Exception {
    append(1);
    SyncConfig sync = Syncs.sync("sync", "http://localhost/scim");
    SyncConfig elsewhere =
        new SyncConfig(
            "elsewhere",
            sync.endpoint(),
            List.of("other"),
            sync.clients(),
            sync.provisionedFrom(),
            sync.heartbeat(),
            sync.tokenWarnings(),
            sync.pausedUntil(),
            sync.probe(),
            sync.entra());
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = keeper(configuration(sync, elsewhere), file, clock);
      keeper.readNews();

      assertThat(
              Objects.requireNonNull(keeper.observe().ledger().syncs().get("elsewhere")).requests())
          .isEmpty();
    }
  }

  @Test
  void whatIsLostIsDurableBeforeItIsShownToo() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      append(1);
      keeper.readNews();
      Files.writeString(active, "half a line", StandardOpenOption.APPEND);
      clock.advance(Duration.ofMinutes(10));
      keeper.readNews();
      keeper.observe();
      clock.advance(Duration.ofMinutes(10));
      keeper.readNews();
      Files.delete(active);
      keeper.readNews();
      keeper.readNews();

      Observation shown = keeper.observe();

      assertThat(onDisk().ledger()).isEqualTo(shown.ledger());
      assertThat(shown.ledger().logs().get("log"))
          .extracting(LogState::lostBytes)
          .isEqualTo((long) "half a line".length());
    }
  }

  private static TokenWindows window(String token) {
    return new TokenWindows(
        Map.of("sync", List.of(new TokenWindow(token, Instant.EPOCH, Instant.MAX))));
  }

  @Test
  void aTokenThatIsRegisteredBeforeALineIsReadIsKnownToBeInUse() throws Exception {
    TokenHeartbeats once =
        new TokenHeartbeats(
            Instant.parse("2024-11-24T10:00:00Z"), Instant.parse("2024-11-24T10:00:00Z"));
    append(1);
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      keeper.readNews();
      assertThat(heartbeats(keeper)).isEmpty();
      tokens.set(window("a"));
      append(1);
      keeper.readNews();

      assertThat(heartbeats(keeper)).isEqualTo(Map.of("a", once));
    }
    assertThat(Objects.requireNonNull(onDisk().ledger().syncs().get("sync")).tokenHeartbeats())
        .isEqualTo(Map.of("a", once));
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      EvidenceKeeper keeper = start(file);
      tokens.set(window("b"));
      append(1);
      keeper.readNews();

      assertThat(heartbeats(keeper)).as("a left the registry").isEqualTo(Map.of("b", once));
    }
  }

  private static Map<String, TokenHeartbeats> heartbeats(EvidenceKeeper keeper) {
    return Objects.requireNonNull(keeper.observe().ledger().syncs().get("sync")).tokenHeartbeats();
  }
}
