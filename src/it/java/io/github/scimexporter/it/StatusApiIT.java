package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.standin.EntraOptions;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import io.github.scimexporter.web.ApiSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /api/v1/syncs} of the built jar tells what happens to a sync, and what to type. */
class StatusApiIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Long enough for a cycle on a busy machine. */
  private static final Duration VALIDITY = Duration.ofSeconds(30);

  @TempDir Path work;

  private static JsonNode sync(ExporterProcess exporter) throws IOException {
    String answer = exporter.get("/api/v1/syncs").body();
    assertThat(new ApiSchema().errors(answer)).isEmpty();
    return new ObjectMapper().readTree(answer).path("syncs").path(0);
  }

  private static String sentence(ExporterProcess exporter) throws IOException {
    return sync(exporter).path("verdict").path("sentence").asText();
  }

  private static void awaitSaid(Callable<String> said, String begin) {
    await(begin).atMost(SOON).untilAsserted(() -> assertThat(said.call()).startsWith(begin));
  }

  private static List<String> commands(JsonNode verdict) {
    List<String> commands = new ArrayList<>();
    for (JsonNode step : verdict.path("steps")) {
      if (step.path("command").isTextual()) {
        commands.add(step.path("command").asText());
      }
    }
    return commands;
  }

  private static String register(ExporterProcess exporter, IssuedToken token, String more) {
    ExporterJar.Result added =
        exporter.command(
            token.printed(ZoneOffset.UTC),
            "token",
            "add",
            "--config.file=scim-exporter.yml",
            "--sync=entra-prod",
            "--name=prod 2026",
            "--client-id=client-1",
            more);
    assertThat(added.exit()).as(added.err()).isZero();
    return added.out().replaceFirst("(?s)Registered token (\\w+) .*", "$1");
  }

  @Test
  void anExpiryIsToldWithItsCauseAndWhatToTypeUntilTheNewTokenWorks() throws Exception {
    ValveLog log = ValveLog.common(work.resolve("logs"));
    try (SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults().withLog(log))) {
      Files.writeString(
          work.resolve("scim-exporter.yml"),
          """
          access_logs:
            - {name: tss1, paths: ["%s"]}
          syncs:
            - name: entra-prod
              endpoint: %s
              provisioned_from: {provider: entra}
          """
              .formatted(log.glob(), spotfire.endpoint()));
      try (ExporterProcess exporter =
          ExporterProcess.start(ExporterJar.built(Path.of("").toAbsolutePath()), work)) {
        tellTheStory(spotfire, exporter);
      }
    }
  }

  private void tellTheStory(SpotfireStandIn spotfire, ExporterProcess exporter) throws Exception {
    assertThat(sentence(exporter)).startsWith("Waiting for the first heartbeat.");
    IssuedToken first = spotfire.issueToken(VALIDITY);
    try (EntraStandIn entra =
        new EntraStandIn(spotfire.endpoint(), first.value(), EntraOptions.defaults())) {
      entra.runCycle();
      awaitSaid(() -> sentence(exporter), "Working. Last sync ");
      assertThat(sync(exporter).path("verdict").path("level").asText()).isEqualTo("ok");

      String id = register(exporter, first, "--expired");
      awaitSaid(() -> sentence(exporter), "Token \"prod 2026\" (" + id + ") expired at ");
      entra.runCycle();
      awaitSaid(() -> sentence(exporter), "Rejected since ");
      JsonNode verdict = sync(exporter).path("verdict");
      assertThat(verdict.path("sentence").asText())
          .contains(": token \"prod 2026\" (" + id + ") expired at ");
      assertThat(verdict.path("alert").asText()).isEqualTo("ScimTokenExpired");
      assertThat(verdict.path("level").asText()).isEqualTo("critical");
      assertThat(commands(verdict))
          .contains(
              "config issue-access-token --client-id=client-1 -Suser-directory.read.all"
                  + " -Suser-directory.write.all",
              "scim-exporter token add --config.file="
                  + work.toRealPath().resolve("scim-exporter.yml")
                  + " --sync=entra-prod --replaces="
                  + id);

      IssuedToken second = spotfire.issueToken(Duration.ofDays(400));
      register(exporter, second, "--replaces=" + id);
      entra.setToken(second.value());
      entra.runCycle();
      awaitSaid(() -> sentence(exporter), "Working. Last sync ");
      assertThat(sync(exporter).path("history").path("minutes").toString())
          .contains("\"outcome\":\"success\"", "\"outcome\":\"unauthorized\",\"code\":401");
      assertThat(exporter.get("/api/v1/syncs").body())
          .doesNotContain(first.value(), second.value());
    }
  }
}
