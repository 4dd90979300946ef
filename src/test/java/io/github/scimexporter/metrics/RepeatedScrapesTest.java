package io.github.scimexporter.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.config.ConfigLoader;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.InForce;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Target;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryWatch;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made for one scrape is given to the next only where it is the same. */
class RepeatedScrapesTest {
  private static final Instant START = Instant.parse("2026-01-02T00:00:00Z");

  private static final List<Method> METHODS = List.of(Method.values());

  @TempDir private Path directory;

  private final Ledger ledger =
      new Ledger(LedgerState.EMPTY, List.of("a", "b"), List.of("l"), START);
  private TokenRegistry registry = TokenRegistry.EMPTY;
  private Map<String, EntraReading> graph = Map.of();
  private Instant now = START;
  private Configuration configuration;
  private ScimCollector collector;

  @BeforeEach
  void configure() throws Exception {
    configuration = configuration("a team");
    collector = collector();
  }

  private Configuration configuration(String owner) throws Exception {
    Path file = directory.resolve("scim-exporter.yml");
    Files.writeString(
        file,
        """
        access_logs: [{name: l, paths: ["access.log"]}]
        syncs:
          - {name: a, endpoint: "https://a.example.com/scim", provisioned_from: {owner: %s}}
          - {name: b, endpoint: "https://b.example.com/scim"}
        """
            .formatted(owner));
    return ConfigLoader.load(file);
  }

  private ScimCollector collector() {
    return new ScimCollector(
        new BuildInfo("1", "2", "3"),
        () -> InForce.of(configuration, START),
        () ->
            new Observation(
                ledger.state(),
                new TreeMap<>(Map.of("l", new LogHealth(true, 0))),
                true,
                true,
                Optional.empty()),
        () -> new RegistryWatch.Reading(registry, true),
        Map::of,
        () -> graph,
        () -> now);
  }

  private static String text(ScimCollector collector) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExpositionFormats.init().getPrometheusTextFormatWriter().write(text, collector.collect());
    return text.toString(UTF_8);
  }

  private void assertThatTheNextScrapeTells(String news) throws IOException {
    String next = text(collector);
    assertThat(next).contains(news).isEqualTo(text(collector()));
  }

  private void see(String sync, int code, Outcome outcome) {
    ledger.apply(new Evidence.Request(sync, Method.GET, code, outcome, START), START);
  }

  private static Token token(TokenState state) {
    return new Token(
        "cccccccccccc",
        "n",
        "a",
        Purpose.PROVISIONING,
        "c",
        List.of(),
        Optional.empty(),
        START.plusSeconds(100),
        Map.of(),
        state,
        List.of(new TokenEvent(START, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)));
  }

  @Test
  void eachScrapeTellsWhatIsNew() throws Exception {
    assertThatTheNextScrapeTells("scim_sync_info{application_id=\"\",application_name=\"\"");

    see("a", 200, Outcome.SUCCESS);
    assertThatTheNextScrapeTells("scim_requests_total{code=\"200\",method=\"GET\",sync=\"a\"} 1.0");
    see("b", 503, Outcome.SERVER_ERROR);
    assertThatTheNextScrapeTells("scim_requests_total{code=\"503\",method=\"GET\",sync=\"b\"} 1.0");

    registry = new TokenRegistry(List.of(token(TokenState.ACTIVE)));
    assertThatTheNextScrapeTells(
        "scim_token_remaining_seconds{client_id=\"c\",sync=\"a\",token=\"cccccccccccc\"} 100.0");
    registry = new TokenRegistry(List.of(token(TokenState.REPLACED)));
    assertThatTheNextScrapeTells("state=\"replaced\"");

    now = START.plusSeconds(200_000);
    assertThatTheNextScrapeTells("token=\"cccccccccccc\"} -199900.0");
    assertThatTheNextScrapeTells("scim_heartbeats_missed{sync=\"a\"} 2.0");

    configuration = configuration("another team");
    assertThatTheNextScrapeTells("owner=\"another team\"");
    graph =
        Map.of(
            "a",
            new EntraReading(
                true,
                Optional.of(START),
                List.of(),
                new EntraApplication("", "Spotfire SCIM", List.of())));
    assertThatTheNextScrapeTells("application_name=\"Spotfire SCIM\"");
  }

  @Test
  void whateverIsSeenInBetweenAScrapeTellsWhatAFirstOneWould() throws Exception {
    Seed seed = Seed.get();
    Random random = seed.random(0);
    for (int number = 0; number < 300; number++) {
      for (int news = random.nextInt(3); news > 0; news--) {
        ledger.apply(anything(random), START);
      }
      assertThat(text(collector)).as(seed.describe(number)).isEqualTo(text(collector()));
    }
  }

  private static Evidence anything(Random random) {
    String sync = random.nextBoolean() ? "a" : "b";
    Instant time = START.plusSeconds(random.nextInt(9));
    int code = 200 + random.nextInt(4) * 100 + random.nextInt(4);
    int kind = random.nextInt(8);
    if (kind == 0) {
      return new Evidence.ForeignRequest(sync, code);
    }
    Method method = METHODS.get(random.nextInt(METHODS.size()));
    Outcome outcome = Outcome.of(code, Target.COLLECTION);
    return kind < 3
        ? new Evidence.Request(sync, method, code, outcome, time)
        : new Evidence.Request(
            sync, method, code, outcome, time, OptionalLong.of(random.nextLong(1L << 30)));
  }

  @Test
  void ofWhatASyncTellsOnlyWhatHasChangedIsMadeAnew() {
    see("a", 503, Outcome.SERVER_ERROR);
    see("b", 200, Outcome.SUCCESS);
    Set<MetricSnapshot> before = Collections.newSetFromMap(new IdentityHashMap<>());
    collector.collect().forEach(before::add);

    see("b", 200, Outcome.SUCCESS);
    assertThat(collector.collect())
        .filteredOn(family -> !before.contains(family))
        .extracting(family -> family.getMetadata().getName())
        .containsExactly("scim_requests", "scim_token_remaining_seconds");
  }

  @Test
  void whatWouldBeMadeOfTheSameIsMadeOnce() {
    AtomicInteger made = new AtomicInteger();
    Kept<List<String>, String> kept = new Kept<>(key -> key + " " + made.incrementAndGet());

    assertThat(kept.of(List.of("a"))).isEqualTo("[a] 1");
    assertThat(kept.of(List.of("a"))).isEqualTo("[a] 1");
    assertThat(kept.of(List.of("b"))).isEqualTo("[b] 2");
    assertThat(kept.of(List.of("a"))).isEqualTo("[a] 3");
  }
}
