package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The value of a token is in no file, log, page, metric or message that a run made for it. */
class SecretIT {
  private static final String VALUE = "an-invented-value:that-is-nowhere-to-be-found";

  @TempDir Path work;

  @Test
  void theValueOfATokenIsNowhere() throws IOException {
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """);
    ExporterJar jar = ExporterJar.built(Path.of("").toAbsolutePath());
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      ExporterJar.Result added = add(jar, "2999-01-01 00:00:00 UTC", "--name=second");
      assertThat(added.exit()).as(added.err()).isZero();
      List<ExporterJar.Result> refused =
          List.of(
              add(jar, "2999-01-01 00:00:00 UTC"),
              add(jar, "2999-02-30 00:00:00 UTC", "--also"),
              add(jar, "2999-01-01 00:00:00 IST", "--also"),
              add(jar, "1999-01-01 00:00:00 UTC", "--also"),
              add(jar, "2999-01-01 00:00:00 UTC", "--also", "--name=" + VALUE),
              add(jar, "2999-01-01 00:00:00 UTC", "--also", "--client-id=" + VALUE),
              add(jar, "2999-01-01 00:00:00 UTC", "--also", "--scope=" + VALUE),
              add(jar, "2999-01-01 00:00:00 UTC", "--replaces=" + VALUE),
              add(jar, VALUE, "--also"),
              token(jar, "", "add", "--sync=entra-prod", "--token-file=none"),
              token(jar, VALUE + "\n" + VALUE + "2", "add", "--sync=entra-prod"),
              token(jar, VALUE, "add", "--sync=entra-prod"),
              token(jar, "", "show", VALUE),
              token(jar, "", "retire", VALUE));
      assertThat(refused).allMatch(result -> result.exit() == 1);
      List<ExporterJar.Result> misused =
          List.of(
              add(jar, "2999-01-01 00:00:00 UTC", VALUE),
              add(jar, "2999-01-01 00:00:00 UTC", "--token=" + VALUE),
              add(jar, "2999-01-01 00:00:00 UTC", "-o" + VALUE));
      assertThat(misused).allMatch(result -> result.exit() == 2);
      ExporterJar.Result list = token(jar, "", "list");
      assertThat(list.out()).contains("second");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !exporter.scrape().all("scim_token_info").isEmpty());

      assertThat(Stream.of(List.of(added, list), refused, misused).flatMap(List::stream))
          .noneMatch(result -> (result.out() + result.err()).contains(VALUE));
      for (String page : List.of("/metrics", "/", "/api/v1/syncs")) {
        assertThat(exporter.get(page).body()).doesNotContain(VALUE);
      }
      assertThat(exporter.log()).doesNotContain(VALUE);
    }
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(VALUE);
      }
    }
  }

  private ExporterJar.Result add(ExporterJar jar, String until, String... flags) {
    return token(
        jar,
        "Access token successfully issued.\nAccess token: "
            + VALUE
            + "\nValid until: "
            + until
            + "\n",
        "add",
        Stream.concat(Stream.of("--sync=entra-prod"), Stream.of(flags)).toArray(String[]::new));
  }

  private ExporterJar.Result token(ExporterJar jar, String input, String command, String... flags) {
    return jar.run(
        work,
        input,
        Stream.concat(
                Stream.of("token", command, "--config.file=scim-exporter.yml"), Stream.of(flags))
            .toList());
  }
}
