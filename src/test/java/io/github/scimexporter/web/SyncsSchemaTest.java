package io.github.scimexporter.web;

import static io.github.scimexporter.status.Situation.at;
import static io.github.scimexporter.status.Situation.job;
import static io.github.scimexporter.status.Situation.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Situation;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.token.TokenState;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is served is what docs/api/syncs.schema.json says, and that leaves nothing open. */
class SyncsSchemaTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

  private final ApiSchema schema = new ApiSchema();
  private final JsonMapper json = new JsonMapper();
  private final AtomicReference<Board> board = new AtomicReference<>();
  private final WebServer server =
      new WebServer(
          ListenAddress.parse("127.0.0.1:0"),
          new PrometheusRegistry(),
          address -> board.get(),
          () -> true,
          () -> CompletableFuture.completedFuture(Optional.empty()));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private String served(Board shown) throws IOException, InterruptedException {
    board.set(shown);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.uri() + "/api/v1/syncs")).build(),
            BodyHandlers.ofString())
        .body();
  }

  /** With something of everything. */
  private static Situation rich() {
    return new Situation()
        .with(token("3f2a9c", TokenState.ACTIVE, at("10:56:39")))
        .with(token("77aa", TokenState.RETIRED, at("09:00:00")))
        .worked("09:00:00", "10:50:00")
        .answered(Outcome.SERVER_ERROR, 503, "10:51:00")
        .answered(Outcome.OTHER, 400, "10:51:00")
        .rejected("10:57:10", "10:58:00")
        .probed(ProbeOutcome.UNAUTHORIZED, 401, 0)
        .graph(
            true,
            Optional.of(at("11:00:00")),
            job("Active", "Active", "10:50:00", Optional.empty()),
            job(
                "Quarantine",
                "Active",
                "10:50:00",
                Optional.of(
                    new EntraJob.Quarantine(
                        Optional.of(at("10:51:00")), Optional.empty(), "reason", ""))));
  }

  /** A moment, by what it is called. */
  record Stage(String name, Board board) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Stage> stages() {
    return List.of(
        new Stage("never seen", new Situation().board("08:00:00")),
        new Stage("working", new Situation().worked("10:50:00").board("11:00:00")),
        new Stage("with something of everything", rich().board("11:08:00")),
        new Stage(
            "unreachable",
            new Situation().probed(ProbeOutcome.CONNECTION_REFUSED, 0, 4).board("11:08:00")),
        new Stage(
            "Graph not read", new Situation().graph(false, Optional.empty()).board("11:08:00")),
        new Stage("not ready", rich().notReady().board("11:08:00")));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whatIsServedKeepsTheSchema(Stage stage) throws Exception {
    assertThat(schema.errors(served(stage.board()))).isEmpty();
  }

  @Test
  void whatIsNotReadyShowsNoEvidence() throws Exception {
    JsonNode answer = json.readTree(served(rich().notReady().board("11:08:00")));
    assertThat(answer.path("ready").asBoolean(true)).isFalse();
    JsonNode sync = answer.path("syncs").path(0);
    for (String key : List.of("evidence", "history", "probe", "entra")) {
      assertThat(sync.path(key).isNull()).as(key).isTrue();
    }
    assertThat(sync.path("tokens")).hasSize(2);
  }

  @Test
  void timesAreInUtcAndDurationsInSeconds() throws Exception {
    JsonNode sync = json.readTree(served(rich().board("11:08:00"))).path("syncs").path(0);
    assertThat(sync.path("verdict").path("since").asText()).isEqualTo("2026-11-24T10:57:10Z");
    assertThat(sync.path("evidence").path("last_heartbeat").path("access_log").asText())
        .isEqualTo("2026-11-24T10:50:00Z");
    assertThat(sync.path("tokens").path(0).path("remaining_seconds").asLong()).isEqualTo(-681);
    assertThat(sync.path("probe").path("duration_seconds").asDouble()).isEqualTo(0.041);
    assertThat(sync.path("heartbeat").path("interval_seconds").asLong()).isEqualTo(2400);
  }

  @Test
  void theHistoryHasTheHoursAndMinutesInWhichThereWasSomething() throws Exception {
    JsonNode history =
        json.readTree(served(rich().board("11:08:00"))).path("syncs").path(0).path("history");
    assertThat(history.path("hours").findValuesAsText("start"))
        .containsExactly("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z");
    assertThat(history.path("hours").path(1).path("counts").toString())
        .isEqualTo(
            "[{\"source\":\"access_log\",\"outcome\":\"success\",\"code\":200,\"count\":1},"
                + "{\"source\":\"access_log\",\"outcome\":\"unauthorized\",\"code\":401,\"count\":2},"
                + "{\"source\":\"access_log\",\"outcome\":\"server_error\",\"code\":503,\"count\":1},"
                + "{\"source\":\"access_log\",\"outcome\":\"other\",\"code\":400,\"count\":1},"
                + "{\"source\":\"entra\",\"outcome\":\"success\",\"code\":null,\"count\":1}]");
    assertThat(history.path("minutes").findValuesAsText("start"))
        .containsExactly(
            "2026-11-24T09:00:00Z",
            "2026-11-24T10:50:00Z",
            "2026-11-24T10:51:00Z",
            "2026-11-24T10:57:00Z",
            "2026-11-24T10:58:00Z");
  }

  /** Every object of an answer, that each of its properties may be taken away. */
  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> found = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      found.add(object);
    }
    node.forEach(child -> found.addAll(objects(child)));
    return found;
  }

  @Test
  void nothingMoreMayBeServedAndNothingBeLeftOut() throws Exception {
    JsonNode answer = json.readTree(served(rich().board("11:08:00")));
    for (ObjectNode object : objects(answer)) {
      object.put("surprise", "true");
      assertThat(schema.errors(answer.toString())).as("more in %s", object).isNotEmpty();
      object.remove("surprise");
      if (isCounted(object)) {
        continue;
      }
      for (String name : List.copyOf(names(object))) {
        JsonNode value = object.remove(name);
        assertThat(schema.errors(answer.toString())).as("without %s", name).isNotEmpty();
        object.set(name, value);
      }
    }
    assertThat(schema.errors(answer.toString())).isEmpty();
  }

  /** Requests by method and status: whatever came. */
  private static boolean isCounted(ObjectNode object) {
    return names(object).stream().allMatch(name -> name.matches(".*\\d\\d\\d"));
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void everyPropertyIsDescribedAndNoObjectIsOpen() throws IOException {
    JsonNode published = json.readTree(ApiSchema.FILE.toFile());
    int described = 0;
    for (ObjectNode object : objects(published)) {
      if (!object.path("properties").isObject()) {
        continue;
      }
      assertThat(object.path("additionalProperties").isBoolean()).as("%s", object).isTrue();
      assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
      for (String name : names((ObjectNode) object.path("properties"))) {
        assertThat(object.path("properties").path(name).path("description").asText())
            .as("description of %s", name)
            .endsWith(".");
        described++;
      }
    }
    assertThat(described).isGreaterThan(50);
  }

  @Test
  void theExampleInTheDocumentKeepsTheSchema() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/api.md")));
    assertThat(example.find()).isTrue();
    assertThat(schema.errors(example.group(1))).isEmpty();
  }
}
