package io.github.scimexporter.heartbeatlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.accesslog.follow.LogCapture;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is written, line by line, as the evidence comes in. */
class HeartbeatLogTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final String SYNC = "\"sync\":\"entra-prod\",";

  @TempDir private Path directory = Path.of("");
  private TokenRegistry registry = TokenRegistry.EMPTY;
  private Optional<Instant> pausedUntil = Optional.empty();
  private Duration interval = Duration.ofMinutes(40);
  private Map<String, EntraReading> graph = Map.of();
  private Ledger ledger = new Ledger(LedgerState.EMPTY, List.of(), List.of(), START);

  @BeforeEach
  void beginWithNothing() {
    ledger = new Ledger(LedgerState.EMPTY, List.of("entra-prod"), List.of("tss1"), START);
  }

  private Configuration configuration() {
    return new Configuration(
        Path.of("scim-exporter.yml"),
        HeartbeatLogConfig.DEFAULT,
        Path.of("tokens.json"),
        List.of(),
        List.of(
            new SyncConfig(
                "entra-prod",
                URI.create("http://localhost/scim"),
                List.of("tss1"),
                List.of(),
                ProvisionedFrom.UNKNOWN,
                new HeartbeatConfig(interval, Duration.ofMinutes(10), 3),
                Map.of(
                    Severity.WARNING, Duration.ofDays(30), Severity.CRITICAL, Duration.ofDays(7)),
                pausedUntil,
                Optional.empty(),
                Optional.empty())),
        List.of());
  }

  private void see(Outcome outcome, int code, Instant time) {
    ledger.apply(
        new Evidence.Request("entra-prod", Method.GET, code, outcome, time, OptionalLong.empty()),
        time);
  }

  private void look(HeartbeatLog log, Instant now) {
    look(log, now, true);
  }

  private void look(HeartbeatLog log, Instant now, boolean ready) {
    log.update(
        new Observation(
            ledger.state(), Collections.emptySortedMap(), ready, true, Optional.empty()),
        registry,
        graph,
        now);
  }

  private HeartbeatLog open() throws IOException {
    return new HeartbeatLog(configuration(), directory);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("scim_heartbeat.log"));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-24T" + time + "Z");
  }

  @Test
  void aBurstOfRequestsIsOneLineOnceItIsOver() throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.SUCCESS, 200, at("08:10:00"));
      look(log, at("08:10:05"));
      see(Outcome.SUCCESS, 200, at("08:10:30"));
      see(Outcome.SUCCESS, 201, at("08:10:40.5"));
      see(Outcome.THROTTLED, 429, at("08:10:41"));
      look(log, at("08:11:05"));
      look(log, at("08:11:41"));
      see(Outcome.SUCCESS, 200, at("08:50:00"));
      look(log, at("08:50:05"));
      look(log, at("08:51:00"));
    }
    assertThat(lines())
        .containsExactly(
            "{\"time\":\"2026-11-24T08:00:10Z\",\"event\":\"exporter_started\"}",
            "{\"time\":\"2026-11-24T08:10:40Z\","
                + SYNC
                + "\"event\":\"first_heartbeat\",\"count\":4,"
                + "\"requests\":{\"GET 200\":2,\"GET 201\":1,\"GET 429\":1}}",
            "{\"time\":\"2026-11-24T08:50:00Z\","
                + SYNC
                + "\"event\":\"heartbeat\",\"count\":1,\"requests\":{\"GET 200\":1}}");
  }

  private static EntraReading reading(boolean up, EntraJob... jobs) {
    return new EntraReading(up, Optional.of(START), List.of(jobs), EntraApplication.UNKNOWN);
  }

  private static EntraJob job(String id, String code) {
    return new EntraJob(
        id,
        code,
        "Active",
        Optional.empty(),
        Optional.of(new EntraJob.Execution("Succeeded", Optional.of(at("08:30:00.7")))),
        code.equals("Quarantine")
            ? Optional.of(
                new EntraJob.Quarantine(
                    Optional.of(at("08:05:00")), Optional.empty(), "TooManyDeletes", "E"))
            : Optional.empty());
  }

  @Test
  void aQuarantineOfAJobIsToldAndItsEnd() throws IOException {
    try (HeartbeatLog log = open()) {
      graph = Map.of("entra-prod", reading(true, job("a", "Active"), job("b", "Active")));
      look(log, at("08:00:10"));
      graph = Map.of("entra-prod", reading(true, job("a", "Quarantine"), job("b", "Active")));
      look(log, at("08:10:00"));
      look(log, at("08:20:00"));
      graph = Map.of("entra-prod", reading(false));
      look(log, at("08:21:00"));
      graph = Map.of("entra-prod", reading(true, job("a", "Paused"), job("b", "Active")));
      look(log, at("08:22:00"));
      graph = Map.of("entra-prod", reading(true, job("a", "Active"), job("b", "Active")));
      look(log, at("08:30:10"));
      look(log, at("08:30:20"));
    }
    assertThat(lines().subList(1, lines().size()))
        .containsExactly(
            "{\"time\":\"2026-11-24T08:05:00Z\","
                + SYNC
                + "\"event\":\"job_quarantined\",\"job\":\"a\",\"reason\":\"TooManyDeletes\","
                + "\"error\":\"E\",\"disabled_at\":\"2026-12-22T08:05:00Z\"}",
            "{\"time\":\"2026-11-24T08:30:00Z\","
                + SYNC
                + "\"event\":\"job_recovered\",\"job\":\"a\"}");
  }

  @Test
  void aQuarantineThatTheFirstReadingFindsIsHistory() throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      graph = Map.of("entra-prod", reading(true, job("a", "Quarantine")));
      look(log, at("08:10:00"));
      graph = Map.of("entra-prod", reading(true, job("a", "Active")));
      look(log, at("08:30:10"));
    }
    assertThat(lines()).hasSize(2).last().asString().contains("job_recovered");
  }

  @Test
  void anExecutionOfTheJobIsAHeartbeatWithoutRequestsAndEndsNoRejection() throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:01:00"));
      look(log, at("08:01:10"));
      ledger.apply(new Evidence.Execution("entra-prod", at("08:10:00")), at("08:15:00"));
      look(log, at("08:15:00"));
      see(Outcome.SUCCESS, 200, at("08:09:00"));
      look(log, at("08:16:00"));
    }
    assertThat(lines().subList(1, lines().size()))
        .containsExactly(
            "{\"time\":\"2026-11-24T08:01:00Z\","
                + SYNC
                + "\"event\":\"rejected\",\"cause\":\"no_token_registered\"}",
            "{\"time\":\"2026-11-24T08:10:00Z\","
                + SYNC
                + "\"event\":\"first_heartbeat\",\"count\":0,\"requests\":{}}",
            "{\"time\":\"2026-11-24T08:09:00Z\","
                + SYNC
                + "\"event\":\"rejection_ended\",\"by\":\"heartbeat\"}");
  }

  @Test
  void aBurstThatGoesOnForLongIsToldInParts() throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      for (int minute = 1; minute <= 40; minute++) {
        Instant time = at("08:00:00").plusSeconds(60L * minute);
        see(Outcome.SUCCESS, 200, time);
        look(log, time.plusSeconds(1));
      }
    }
    assertThat(lines()).filteredOn(line -> line.contains("heartbeat\",\"count\":16")).hasSize(2);
  }

  @Test
  void whatWasSoBeforeTheExporterSawItIsNotTold() throws IOException {
    see(Outcome.SUCCESS, 200, at("00:10:00"));
    see(Outcome.UNAUTHORIZED, 401, at("00:20:00"));
    registry = new TokenRegistry(List.of(token("2026-11-24T00:15:00Z")));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:00"), false);
      see(Outcome.UNAUTHORIZED, 401, at("00:30:00"));
      look(log, at("08:00:10"));
      look(log, at("08:00:20"));
    }
    assertThat(lines())
        .containsExactly("{\"time\":\"2026-11-24T08:00:10Z\",\"event\":\"exporter_started\"}");
  }

  @Test
  void missedHeartbeatsAreToldOneByOneUntilTheSyncIsDownAndWhatEndsIt() throws IOException {
    see(Outcome.SUCCESS, 200, at("08:00:00"));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      for (String time : List.of("08:49:59", "08:50:00", "09:00:00", "09:30:00", "10:10:00")) {
        look(log, at(time));
      }
      look(log, at("11:00:00"));
      see(Outcome.SUCCESS, 200, at("11:30:00"));
      look(log, at("11:30:10"));
    }
    String last = "\"threshold\":3,\"last_heartbeat\":\"2026-11-24T08:00:00Z\"";
    assertThat(lines().subList(1, lines().size()))
        .containsExactly(
            "{\"time\":\"2026-11-24T08:50:00Z\","
                + SYNC
                + "\"event\":\"missed\",\"missed\":1,"
                + last
                + "}",
            "{\"time\":\"2026-11-24T09:30:00Z\","
                + SYNC
                + "\"event\":\"missed\",\"missed\":2,"
                + last
                + "}",
            "{\"time\":\"2026-11-24T10:10:00Z\","
                + SYNC
                + "\"event\":\"missed\",\"missed\":3,"
                + last
                + "}",
            "{\"time\":\"2026-11-24T10:10:00Z\","
                + SYNC
                + "\"event\":\"down\",\"missed\":3,"
                + last
                + "}",
            "{\"time\":\"2026-11-24T11:30:00Z\","
                + SYNC
                + "\"event\":\"recovered\",\"missed\":4,"
                + last
                + ",\"by\":\"heartbeat\"}");
  }

  @Test
  void aRejectionIsToldFromItsFirst401WithItsCauseToTheNextHeartbeat() throws IOException {
    see(Outcome.SUCCESS, 200, at("08:00:00"));
    registry = new TokenRegistry(List.of(token("2026-11-24T08:05:00Z")));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:06:00"));
      look(log, at("08:06:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:07:00"));
      look(log, at("08:07:10"));
      see(Outcome.SUCCESS, 200, at("08:08:00"));
      look(log, at("08:08:10"));
    }
    assertThat(lines().subList(1, lines().size()))
        .containsExactly(
            "{\"time\":\"2026-11-24T08:05:00Z\","
                + SYNC
                + "\"event\":\"token_expired\",\"token\":\"0123456789ab\",\"name\":\"first\","
                + "\"purpose\":\"provisioning\",\"expiry\":\"2026-11-24T08:05:00Z\"}",
            "{\"time\":\"2026-11-24T08:06:00Z\","
                + SYNC
                + "\"event\":\"rejected\",\"cause\":\"token_expired\"}",
            "{\"time\":\"2026-11-24T08:08:00Z\","
                + SYNC
                + "\"event\":\"rejection_ended\",\"by\":\"heartbeat\"}");
  }

  @Test
  void theCauseOfARejectionIsNamedAsTheAlertsDo() throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:06:00"));
      look(log, at("08:06:10"));
      see(Outcome.SUCCESS, 200, at("08:07:00"));
      look(log, at("08:07:10"));
      registry = new TokenRegistry(List.of(token("2030-11-24T08:05:00Z")));
      see(Outcome.UNAUTHORIZED, 401, at("08:08:00"));
      look(log, at("08:08:10"));
    }
    assertThat(lines())
        .filteredOn(line -> line.contains("\"rejected\""))
        .satisfiesExactly(
            line -> assertThat(line).contains("no_token_registered"),
            line -> assertThat(line).contains("token_rejected"));
  }

  @Test
  void aTokenPastItsDateIsNoCauseOnceAnotherOneIsInUse() throws IOException {
    registry = new TokenRegistry(List.of(token("2026-11-24T08:05:00Z")));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.SUCCESS, 200, at("08:07:01"));
      see(Outcome.UNAUTHORIZED, 401, at("08:08:00"));
      look(log, at("08:08:10"));
    }
    assertThat(lines())
        .filteredOn(line -> line.contains("\"rejected\""))
        .singleElement()
        .asString()
        .contains("token_rejected");
  }

  @Test
  void aReplacedTokenIsTheCauseOnceItIsRefusedPastItsDate() throws IOException {
    registry =
        new TokenRegistry(
            List.of(
                token("2026-11-24T08:05:00Z", "0123456789ab", TokenState.REPLACED),
                token("2030-11-24T08:05:00Z", "feeddeadbeef", TokenState.ACTIVE)));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:04:59"));
      look(log, at("08:05:10"));
      see(Outcome.SUCCESS, 200, at("08:06:00"));
      look(log, at("08:06:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:07:00"));
      look(log, at("08:07:10"));
    }
    assertThat(lines())
        .filteredOn(line -> line.contains("\"rejected\""))
        .satisfiesExactly(
            line -> assertThat(line).contains("token_rejected"),
            line -> assertThat(line).contains("token_expired"));
  }

  @Test
  void whatAnotherConfigurationEndsWasEndedByNoHeartbeatAndNoPause() throws IOException {
    see(Outcome.SUCCESS, 200, at("08:00:00"));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.UNAUTHORIZED, 401, at("08:01:00"));
      look(log, at("09:00:00"));
      interval = Duration.ofHours(24);
      pausedUntil = Optional.of(at("08:30:00"));
      log.configure(configuration());
      look(log, at("09:10:00"));
    }
    assertThat(lines())
        .filteredOn(line -> line.contains("\"by\""))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("09:10:00Z", "rejection_ended", "\"by\":\"configuration\""),
            line ->
                assertThat(line).contains("09:10:00Z", "recovered", "\"by\":\"configuration\""));
  }

  @Test
  void threeFailuresOfOneKindAreToldAndTheirEnd() throws IOException {
    see(Outcome.SUCCESS, 200, at("08:00:00"));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.FORBIDDEN, 403, at("08:01:00"));
      see(Outcome.FORBIDDEN, 403, at("08:02:00"));
      look(log, at("08:02:10"));
      assertThat(lines()).hasSizeLessThan(2);
      see(Outcome.FORBIDDEN, 403, at("08:03:00"));
      look(log, at("08:03:10"));
      see(Outcome.SUCCESS, 200, at("08:04:00"));
      look(log, at("08:04:10"));
    }
    assertThat(lines().subList(1, lines().size()))
        .containsExactly(
            "{\"time\":\"2026-11-24T08:01:00Z\","
                + SYNC
                + "\"event\":\"failing\",\"outcome\":\"forbidden\"}",
            "{\"time\":\"2026-11-24T08:04:00Z\","
                + SYNC
                + "\"event\":\"failing_ended\",\"outcome\":\"forbidden\",\"by\":\"heartbeat\"}");
  }

  @Test
  void aTokenIsToldAtEachStepAndARetiredOneNever() throws IOException {
    registry = new TokenRegistry(List.of(token("2027-01-01T00:00:00Z")));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      look(log, Instant.parse("2026-12-02T00:00:00Z"));
      look(log, Instant.parse("2026-12-03T00:00:00Z"));
      look(log, Instant.parse("2026-12-25T00:00:00Z"));
      look(log, Instant.parse("2027-01-01T00:00:00Z"));
      registry =
          new TokenRegistry(
              List.of(token("2027-01-01T00:00:00Z", "feeddeadbeef", TokenState.RETIRED)));
      look(log, Instant.parse("2027-01-02T00:00:00Z"));
    }
    assertThat(lines().subList(1, lines().size()))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("token_warning", "\"severity\":\"warning\"", "2026-12-02T00:00:00Z"),
            line ->
                assertThat(line)
                    .contains("token_warning", "\"severity\":\"critical\"", "2026-12-25T00:00:00Z"),
            line ->
                assertThat(line).contains("token_expired", "\"time\":\"2027-01-01T00:00:00Z\""));
  }

  @Test
  void aPauseIsToldAndNothingOfWhatIsMissedInIt() throws IOException {
    pausedUntil = Optional.of(at("12:00:00"));
    see(Outcome.SUCCESS, 200, at("07:00:00"));
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.UNAUTHORIZED, 401, at("09:00:00"));
      look(log, at("10:00:00"));
      look(log, at("12:00:00"));
      look(log, at("12:49:00"));
      look(log, at("12:50:00"));
    }
    assertThat(lines().subList(1, lines().size()))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"time\":\"2026-11-24T12:00:00Z\","
                            + SYNC
                            + "\"event\":\"resumed\",\"until\":\"2026-11-24T12:00:00Z\"}"),
            line -> assertThat(line).contains("\"missed\":1", "2026-11-24T12:50:00Z"));
  }

  @Test
  void theEndIsToldWithTheBurstUnderWay() throws IOException {
    HeartbeatLog log = open();
    look(log, at("08:00:10"));
    see(Outcome.SUCCESS, 200, at("08:10:00"));
    look(log, at("08:10:05"));
    log.stop(at("08:10:06"));
    assertThat(lines().subList(1, lines().size()))
        .satisfiesExactly(
            line -> assertThat(line).contains("first_heartbeat"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"time\":\"2026-11-24T08:10:06Z\",\"event\":\"exporter_stopped\"}"));
  }

  @Test
  void aFileThatHasGrownIsRolledAndNoLineIsLost() throws IOException {
    Path file = directory.resolve("with oddities [1].log");
    RolledFile rolled = new RolledFile(file, new HeartbeatLogConfig(Optional.of(file), 2048, 1000));
    for (int i = 0; i < 400; i++) {
      rolled.write("line " + i + " " + "x".repeat(100));
      if (i % 100 == 0) {
        int written = i;
        await()
            .until(() -> all().stream().anyMatch(line -> line.startsWith("line " + written + " ")));
      }
    }
    rolled.close();
    assertThat(all()).hasSize(400);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .hasSizeGreaterThan(1)
          .allMatch(name -> name.startsWith("with oddities [1].log"));
    }
  }

  private List<String> all() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList().stream().flatMap(HeartbeatLogTest::linesOf).toList();
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      // It was renamed in between: the next look finds it.
      return Stream.empty();
    }
  }

  @Test
  void goesOnAtTheEndOfTheFile() throws IOException {
    Files.writeString(directory.resolve("scim_heartbeat.log"), "{}\n");
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
    }
    assertThat(lines()).hasSize(2).startsWith("{}");
  }

  @Test
  void oneThatCannotBeWrittenIsRefusedInOneLine() throws IOException {
    Path file = directory.resolve("scim_heartbeat.log");
    Files.createDirectory(file);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::open)
        .withMessage(file + ": is no regular file; name one in heartbeat_log.path");
    Path lost = directory.resolve("lost");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new HeartbeatLog(configuration(), lost))
        .withMessage(
            lost.resolve("scim_heartbeat.log") + ": its directory does not exist; create it");
  }

  /** Windows does not let go of an open file. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDirectoryThatVanishesIsMadeAgain() throws IOException {
    Path file = directory.resolve("gone/told.log");
    Files.createDirectory(file.getParent());
    RolledFile rolled = new RolledFile(file, new HeartbeatLogConfig(Optional.of(file), 2048, 10));
    rolled.write("one");
    await().until(() -> linesOf(file).anyMatch("one"::equals));
    Files.delete(file);
    Files.delete(file.getParent());
    rolled.write("two");
    rolled.close();
    assertThat(file).hasContent("two");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatHindersWritingIsSaidOnceAndLinesAreWrittenAgainAfterwards() throws IOException {
    Path file = directory.resolve("gone/told.log");
    Files.createDirectory(file.getParent());
    LogCapture log = LogCapture.start();
    try {
      RolledFile rolled = new RolledFile(file, new HeartbeatLogConfig(Optional.of(file), 2048, 10));
      Files.delete(file);
      Files.delete(file.getParent());
      Files.createFile(file.getParent());
      rolled.write("lost 1");
      await().until(() -> !log.messages().isEmpty());
      for (int i = 2; i < 10; i++) {
        rolled.write("lost " + i);
      }
      Files.delete(file.getParent());
      rolled.write("kept");
      rolled.close();
      assertThat(file).content().endsWith("kept\n");
      assertThat(log.messages())
          .doesNotHaveDuplicates()
          .allMatch(line -> line.contains(file + ": "))
          .last()
          .isEqualTo("INFO " + file + ": is written again");
    } finally {
      log.close();
    }
  }

  /** To open it would wait for a reader for ever. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsRefused() throws Exception {
    Path file = directory.resolve("scim_heartbeat.log");
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(this::open)
        .withMessage(file + ": is no regular file; name one in heartbeat_log.path");
  }

  private static Token token(String expiry) {
    return token(expiry, "0123456789ab", TokenState.ACTIVE);
  }

  private static Token token(String expiry, String id, TokenState state) {
    return new Token(
        id,
        "first",
        "entra-prod",
        Purpose.PROVISIONING,
        "",
        List.of(),
        Optional.empty(),
        Instant.parse(expiry),
        Map.of(),
        state,
        List.of(new TokenEvent(START, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)));
  }

  @Test
  void aPauseThatIsConfiguredMeanwhileIsTold() throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      pausedUntil = Optional.of(at("09:00:00"));
      log.configure(configuration());
      look(log, at("08:10:00"));
      pausedUntil = Optional.empty();
      log.configure(configuration());
      look(log, at("08:20:00"));
    }
    assertThat(lines())
        .containsExactly(
            "{\"time\":\"2026-11-24T08:00:10Z\",\"event\":\"exporter_started\"}",
            "{\"time\":\"2026-11-24T08:10:00Z\","
                + SYNC
                + "\"event\":\"paused\",\"until\":\"2026-11-24T09:00:00Z\"}",
            "{\"time\":\"2026-11-24T08:20:00Z\"," + SYNC + "\"event\":\"resumed\"}");
  }

  private Configuration configuration(List<SyncConfig> syncs, HeartbeatLogConfig file) {
    return new Configuration(
        Path.of("scim-exporter.yml"), file, Path.of("tokens.json"), List.of(), syncs, List.of());
  }

  @Test
  void aSyncThatIsTakenOutOfTheConfigurationTellsItsBurstAndComesBackWithoutAPast()
      throws IOException {
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      see(Outcome.SUCCESS, 200, at("08:10:00"));
      look(log, at("08:10:05"));
      log.configure(configuration(List.of(), HeartbeatLogConfig.DEFAULT));
      look(log, at("08:10:10"));
      see(Outcome.SUCCESS, 200, at("08:30:00"));
      log.configure(configuration());
      look(log, at("08:40:00"));
      look(log, at("08:50:00"));
    }
    assertThat(lines())
        .containsExactly(
            "{\"time\":\"2026-11-24T08:00:10Z\",\"event\":\"exporter_started\"}",
            "{\"time\":\"2026-11-24T08:10:00Z\","
                + SYNC
                + "\"event\":\"first_heartbeat\",\"count\":1,\"requests\":{\"GET 200\":1}}");
  }

  @Test
  void anotherFileIsWrittenFromThenOnAndOneThatCannotBeChangesNothing() throws IOException {
    Path other = directory.resolve("other.log");
    try (HeartbeatLog log = open()) {
      look(log, at("08:00:10"));
      HeartbeatLogConfig lost =
          new HeartbeatLogConfig(Optional.of(directory.resolve("no/such.log")), 1 << 20, 1);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> log.configure(configuration(List.of(), lost)))
          .withMessageContaining("no/such.log: its directory does not exist");
      pausedUntil = Optional.of(at("09:00:00"));
      log.configure(
          configuration(
              configuration().syncs(), new HeartbeatLogConfig(Optional.of(other), 1 << 20, 1)));
      look(log, at("08:10:00"));
    }
    assertThat(lines()).hasSize(1);
    assertThat(Files.readAllLines(other)).hasSize(1).first().asString().contains("paused");
  }
}
