package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of each provider, row by row, and that documents and messages say the same. */
class ProviderTest {
  @ParameterizedTest
  @CsvSource({
    "ENTRA, entra, Microsoft Entra ID, NORMAL_FOR_A_DAY, 40m, 24h/1h/2, 40m/10m/3",
    "OKTA, okta, Okta, MEANS_NOTHING, , off, off",
    "PING, ping, PingOne, MEANS_NOTHING, , off, off",
    "GOOGLE, google, Google Workspace, NORMAL_FOR_A_DAY, , 24h/1h/2, 24h/1h/2",
    "ONELOGIN, onelogin, OneLogin, MEANS_NOTHING, , off, off",
    "OTHER, other, provider not stated, NORMAL_FOR_A_DAY, , 24h/1h/2, 24h/1h/2",
  })
  void eachHasItsRow(
      Provider provider,
      String label,
      String title,
      Provider.Silence silence,
      String cycle,
      String inLog,
      String byCycle) {
    assertThat(provider.label()).isEqualTo(label);
    assertThat(provider.title()).isEqualTo(title);
    assertThat(provider.silence()).isEqualTo(silence);
    assertThat(provider.cycle().map(PrometheusDuration::format).orElse(null)).isEqualTo(cycle);
    assertThat(text(provider.heartbeatInLog())).isEqualTo(inLog);
    assertThat(text(provider.heartbeatByCycle())).isEqualTo(byCycle);
  }

  private static String text(HeartbeatConfig heartbeat) {
    return heartbeat.isOff()
        ? "off"
        : hours(heartbeat.interval())
            + "/"
            + hours(heartbeat.grace())
            + "/"
            + heartbeat.missedThreshold();
  }

  private static String hours(Duration duration) {
    return duration.toMinutesPart() == 0
        ? duration.toHours() + "h"
        : PrometheusDuration.format(duration);
  }

  @ParameterizedTest
  @CsvSource({
    "GLOBAL, https://entra.microsoft.com",
    "US_GOV, https://entra.microsoft.us",
    "US_GOV_DOD, https://entra.microsoft.us",
    "CHINA, https://entra.microsoftonline.cn",
  })
  void entrasPageFollowsFromTheIdsInEachCloud(EntraCloud cloud, String portal) {
    assertThat(Provider.ENTRA.portalUrl(cloud, "sp-1", "app-1"))
        .isEqualTo(
            portal
                + "/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/sp-1/appId/app-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "a'b", "-", "é"})
  void anIdThatIsNoneMakesNoLink(String id) {
    assertThat(Provider.ENTRA.portalUrl(EntraCloud.GLOBAL, id, "app-1")).isEmpty();
    assertThat(Provider.ENTRA.portalUrl(EntraCloud.GLOBAL, "sp-1", id)).isEmpty();
  }

  @Test
  void googleHasOnePageForAllAndOthersHaveTheirOwnHostNames() {
    assertThat(Provider.GOOGLE.portalUrl(EntraCloud.GLOBAL, "", ""))
        .isEqualTo("https://admin.google.com/ac/apps/unified");
    assertThat(
            Arrays.stream(Provider.values())
                .filter(provider -> provider.portalUrl(EntraCloud.GLOBAL, "", "").isEmpty()))
        .containsExactly(
            Provider.ENTRA, Provider.OKTA, Provider.PING, Provider.ONELOGIN, Provider.OTHER);
  }

  @ParameterizedTest
  @EnumSource
  void theMessagesNameItAsTheTableDoes(Provider provider) throws IOException {
    String rules = Files.readString(Path.of("prometheus/rules/scim-exporter.yml"));
    assertThat(rules)
        .containsPattern(
            provider == Provider.OTHER
                ? "else }}" + provider.title() + "\\{\\{ end"
                : "eq \\$i.provider \"" + provider.label() + "\" }}" + provider.title() + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentedTableSaysTheSame(Provider provider) throws IOException {
    assertThat(Files.readAllLines(Path.of("docs/heartbeats.md")))
        .filteredOn(line -> line.startsWith("| `" + provider.label() + "` | "))
        .singleElement()
        .asString()
        .contains(
            "| " + (provider == Provider.OTHER ? "any other" : provider.title()) + " |",
            provider.heartbeatInLog().isOff()
                ? "| `off` |"
                : "| `{interval: 24h, grace: 1h, missed_threshold: 2}` |");
  }
}
