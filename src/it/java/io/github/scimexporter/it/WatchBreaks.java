package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.OrdinaryUser;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What happens to the exporter, and to what it reads and writes. */
interface WatchBreaks extends Rows {
  @RowTest
  default void theLogDirectoryBecomesUnreadable() throws IOException {
    try (Row row = row("log-unreadable")) {
      row.site().asOrdinaryUser();
      row.watched(Row.WIDE_HEARTBEAT).provisioned();

      OrdinaryUser.allow(row.site().log().directory(), "rwx------");
      row.awaitTold("firing ScimLogUnreadable warning");
      assertThat(row.mails().get(0).text())
          .contains("log log-unreadable cannot be read", row.site().exporter().address());

      OrdinaryUser.allow(row.site().log().directory(), "rwxr-xr-x");
      row.awaitToldInAll("firing ScimLogUnreadable warning", "resolved ScimLogUnreadable warning");
    }
  }

  @RowTest
  default void theFormatOfTheLogChanges() {
    try (Row row = row("log-unparsed")) {
      row.watched(Row.WIDE_HEARTBEAT, Map.of("format", "extended")).provisioned();

      ValveLog old = row.site().log();
      row.spotfire().stop();
      row.spotfire()
          .changeLogs(
              new ValveLog(
                  ValveLog.Format.COMMON,
                  old.directory(),
                  old.prefix(),
                  old.fileDateFormat(),
                  old.suffix(),
                  old.maxDays()));
      row.spotfire().start();
      row.awaitTold("firing ScimLogUnparsed warning");
      assertThat(row.mails().get(0).text())
          .contains("log log-unparsed is not understood", row.site().exporter().address());

      row.reconfigured(Row.WIDE_HEARTBEAT, Map.of("format", "common"));
      for (int i = 0; i < 1000; i++) {
        row.visit("/spotfire/", "198.51.100.1");
      }
      row.awaitToldInAll("firing ScimLogUnparsed warning", "resolved ScimLogUnparsed warning");
    }
  }

  @RowTest
  default void theExporterIsKilledWhileATokenIsExpired() {
    try (Row row = row("killed-while-expired").watched(Map.of())) {
      IssuedToken token = row.spotfire().issueToken(Duration.ofSeconds(40));
      String id = row.site().register(token, "--name=first");
      row.provisioned(token);
      row.awaitTold("firing ScimTokenExpired critical");

      row.site().exporter().kill();
      row.awaitTold("firing ScimTokenExpired critical", "firing ScimExporterDown critical");
      assertThat(row.mails().get(1).text())
          .contains("Prometheus cannot scrape " + row.site().exporter().address());
      // As long as it takes to tell that the expired token is mended, which it is not.
      row.awaitEvaluated(Instant.now().plusSeconds(25));
      row.site().exporter().start();
      row.awaitTold(
          "firing ScimTokenExpired critical",
          "firing ScimExporterDown critical",
          "resolved ScimExporterDown critical");

      IssuedToken second = row.token();
      row.site().register(second, "--name=second", "--replaces=" + id);
      row.entra().setToken(second.value());
      row.awaitHeartbeatAfter(Instant.now());
      row.site().retire(id);
      row.awaitToldInAll(
          "firing ScimTokenExpired critical",
          "firing ScimExporterDown critical",
          "resolved ScimExporterDown critical",
          "resolved ScimTokenExpired critical");
    }
  }

  @RowTest
  default void theStateCannotBeWritten() throws IOException {
    try (Row row = row("state-unwritable")) {
      row.site().asOrdinaryUser();
      row.watched(Map.of()).provisioned();
      Path data = row.site().work().resolve("data");

      toldAlone(
          row,
          "ScimStateUnwritable",
          () -> OrdinaryUser.allow(data, "r-xr-xr-x"),
          () -> OrdinaryUser.allow(data, "rwxrwxrwx"));
    }
  }

  @RowTest
  default void theRegistryCannotBeRead() throws IOException {
    try (Row row = row("registry-unreadable").watched(Map.of())) {
      IssuedToken token = row.token();
      row.site().register(token, "--name=first");
      row.provisioned(token);
      Path registry = row.site().work().resolve("tokens.json");
      String intact = Files.readString(registry);

      toldAlone(
          row,
          "ScimTokenRegistryUnreadable",
          () -> Files.writeString(registry, "damaged"),
          () -> {
            assertThat(row.query("scim_token_info")).as("the tokens read before").isEqualTo(1);
            Files.writeString(registry, intact);
          });
    }
  }

  @RowTest
  default void aBadConfigurationIsReloaded() throws IOException {
    try (Row row = row("bad-configuration").watched(Map.of()).provisioned()) {
      toldAlone(
          row,
          "ScimConfigReloadFailed",
          () -> {
            row.site().configure(Map.of("heartbeat", "often"), Map.of());
            assertThat(row.site().exporter().reload().statusCode()).isEqualTo(500);
          },
          () -> {
            assertThat(row.query("scim_heartbeat_interval_seconds")).isEqualTo(10);
            row.reconfigured(Map.of(), Map.of());
          });
    }
  }

  /** Something done to files. */
  interface Deed {
    void run() throws IOException;
  }

  /** Breaks, waits until that is told, mends, and waits until that is told. */
  private void toldAlone(Row row, String alert, Deed breaks, Deed mends) throws IOException {
    String[] told = {"firing " + alert + " warning", "resolved " + alert + " warning"};
    told().lock();
    try {
      breaks.run();
      row.awaitTold(told[0]);
      assertThat(row.mails().get(0).text()).contains(row.site().exporter().address());
      mends.run();
      row.awaitTold(told);
    } finally {
      told().unlock();
    }
    row.awaitToldInAll(told);
  }
}
