package io.github.scimexporter.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.ConfigLoader;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each state and purpose of a token does to the metrics that the rules read. */
class TokenMetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant AHEAD = NOW.plusSeconds(1_000);
  private static final Instant PAST = NOW.minusSeconds(1_000);

  @TempDir private Path directory;
  private Configuration configuration;

  @BeforeEach
  void configure() throws Exception {
    Path file = directory.resolve("scim-exporter.yml");
    Files.writeString(
        file,
        """
        access_logs: [{name: l, paths: ["access.log"]}]
        syncs:
          - name: s
            endpoint: https://spotfire.example.com/scim
            token_warnings: {info: 60d, warning: 30d, critical: 7d}
          - name: silent
            endpoint: https://spotfire.example.com/other
            token_warnings: {}
        """);
    configuration = ConfigLoader.load(file);
  }

  private static Token token(
      String sync, Purpose purpose, TokenState state, Instant expiry, Map<Severity, Duration> own) {
    return new Token(
        "t",
        "n",
        sync,
        purpose,
        "c",
        List.of(),
        Optional.empty(),
        expiry,
        own,
        state,
        List.of(new TokenEvent(PAST, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)));
  }

  private List<String> series(Token token) throws IOException {
    TokenMetrics.Registered registered =
        new TokenMetrics.Registered(configuration.syncs(), new TokenRegistry(List.of(token)));
    List<MetricSnapshot> metrics = new ArrayList<>(TokenMetrics.of(registered));
    metrics.add(TokenMetrics.remaining(registered, NOW));
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExpositionFormats.init()
        .getPrometheusTextFormatWriter()
        .write(text, new MetricSnapshots(metrics));
    return text.toString(UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static String info(Purpose purpose, TokenState state) {
    return "scim_token_info{name=\"n\",purpose=\"%s\",state=\"%s\",sync=\"s\",token=\"t\"} 1"
        .formatted(purpose.label(), state.label());
  }

  private static String warning(Severity severity, long seconds) {
    return "scim_token_warning_seconds{severity=\"%s\",sync=\"s\",token=\"t\"} %s"
        .formatted(severity.label(), (double) seconds);
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void aTokenOfAnyPurposeHasItsExpiryAndTheStepsOfItsSync(Purpose purpose) throws IOException {
    assertThat(series(token("s", purpose, TokenState.ACTIVE, AHEAD, Map.of())))
        .containsExactlyInAnyOrder(
            info(purpose, TokenState.ACTIVE),
            "scim_token_expiry_timestamp_seconds{client_id=\"c\",sync=\"s\",token=\"t\"} "
                + (double) AHEAD.getEpochSecond(),
            "scim_token_remaining_seconds{client_id=\"c\",sync=\"s\",token=\"t\"} 1000.0",
            warning(Severity.INFO, 60 * 86_400),
            warning(Severity.WARNING, 30 * 86_400),
            warning(Severity.CRITICAL, 7 * 86_400));
  }

  @ParameterizedTest
  @EnumSource(
      value = TokenState.class,
      names = {"ACTIVE", "REPLACED"})
  void whatHasExpiredStaysUntilItIsRetiredAReplacedOneToo(TokenState state) throws IOException {
    assertThat(series(token("s", Purpose.PROVISIONING, state, PAST, Map.of())))
        .contains(
            info(Purpose.PROVISIONING, state),
            "scim_token_expiry_timestamp_seconds{client_id=\"c\",sync=\"s\",token=\"t\"} "
                + (double) PAST.getEpochSecond(),
            "scim_token_remaining_seconds{client_id=\"c\",sync=\"s\",token=\"t\"} -1000.0",
            warning(Severity.WARNING, 30 * 86_400));
  }

  @Test
  void aRetiredOneIsNamedAndNothingElseIsSaidOfIt() throws IOException {
    Map<Severity, Duration> own = Map.of(Severity.WARNING, Duration.ofDays(14));
    assertThat(series(token("s", Purpose.PROVISIONING, TokenState.RETIRED, AHEAD, own)))
        .containsExactly(info(Purpose.PROVISIONING, TokenState.RETIRED));
  }

  @Test
  void stepsOfItsOwnTakeThePlaceOfAllOfItsSyncs() throws IOException {
    Map<Severity, Duration> own = Map.of(Severity.CRITICAL, Duration.ofDays(14));
    assertThat(series(token("s", Purpose.PROVISIONING, TokenState.ACTIVE, AHEAD, own)))
        .filteredOn(line -> line.startsWith("scim_token_warning_seconds"))
        .containsExactly(warning(Severity.CRITICAL, 14 * 86_400));
  }

  @Test
  void aSyncThatNeverWarnsHasNoStepsAndStillAnExpiry() throws IOException {
    assertThat(series(token("silent", Purpose.PROVISIONING, TokenState.ACTIVE, AHEAD, Map.of())))
        .noneMatch(line -> line.startsWith("scim_token_warning_seconds"))
        .anyMatch(line -> line.startsWith("scim_token_expiry_timestamp_seconds"));
  }

  @Test
  void aTokenOfASyncThatAnotherExporterWatchesIsLeftToThat() throws IOException {
    assertThat(series(token("elsewhere", Purpose.PROVISIONING, TokenState.ACTIVE, AHEAD, Map.of())))
        .isEmpty();
  }
}
