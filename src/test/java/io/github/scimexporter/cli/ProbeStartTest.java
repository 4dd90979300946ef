package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a probe is said before the exporter starts, and by --config.check. */
class ProbeStartTest {
  @TempDir private Path directory = Path.of("");

  private Cli check(String sync) throws IOException {
    return check("{tomcat: \"%h %t %m %U %s\"}", "", sync);
  }

  private Cli check(String format, String line, String sync) throws IOException {
    Files.writeString(directory.resolve("access.log"), line);
    Path file =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: [access.log], format: %s}]
            syncs:
              - {name: a, endpoint: 'http://localhost/a'}
              - {name: b, endpoint: 'http://localhost/b', %s}
            """
                .formatted(format, sync));
    return Cli.run("--config.file=" + file, "--config.check");
  }

  private String key() {
    return directory.resolve("c.yml") + ": syncs[1].";
  }

  @Test
  void aTlsFileThatCannotBeUsedIsRefused() throws IOException {
    Cli run = check("probe: {tls_config: {ca_file: ca.pem}}");
    assertThat(run)
        .isEqualTo(
            new Cli(
                1,
                "",
                "scim-exporter: "
                    + key()
                    + "probe.tls_config: "
                    + directory.resolve("ca.pem")
                    + ": does not exist; write it, or correct its name"
                    + System.lineSeparator()));
  }

  @Test
  void aTokenFileThatIsNotThereYetIsWarnedOf() throws IOException {
    Cli run = check("probe: {token_file: probe.token}");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .isEqualTo(
            key()
                + "probe.token_file: "
                + directory.resolve("probe.token")
                + ": does not exist; write it, or correct its name; until then the endpoint is asked without a token"
                + System.lineSeparator());
  }

  private static final String LINE = "192.0.2.7 [24/Nov/2026:08:59:38 +0000] GET /a 200\n";

  @Test
  void aProbeThatCouldNotBeToldFromTheSyncsRequestsIsWarnedOf() throws IOException {
    Cli run = check("{tomcat: \"%h %t %m %U %s\"}", LINE, "probe: {}");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .startsWith(
            key() + "clients: not set, though the sync has a probe and log tss1 tells no query")
        .hasLineCount(1);
  }

  @Test
  void aProbeIsToldByTheClientsOrTheQuery() throws IOException {
    assertThat(
            check("{tomcat: \"%h %t %m %U %s\"}", LINE, "probe: {}, clients: [192.0.2.0/24]").err())
        .isEmpty();
    assertThat(check("{tomcat: \"%h %t %m %U%q %s\"}", LINE, "probe: {}").err()).isEmpty();
    assertThat(check("{tomcat: \"%h %t %m %U %s\"}", LINE, "logs: [tss1]").err()).isEmpty();
  }
}
