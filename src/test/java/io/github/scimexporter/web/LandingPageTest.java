package io.github.scimexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandingPageTest {
  private static final Map<String, EntraReading> NO_GRAPH = Map.of();

  private static Configuration configuration(String name) {
    return new Configuration(
        Path.of("c.yml"),
        HeartbeatLogConfig.DEFAULT,
        Path.of("tokens.json"),
        List.of(),
        List.of(
            new SyncConfig(
                name,
                URI.create("http://localhost/a&b"),
                List.of(),
                List.of(),
                ProvisionedFrom.UNKNOWN,
                HeartbeatConfig.OFF,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())),
        List.of());
  }

  @Test
  void namesTheSyncsAndWhereToLook() {
    assertThat(LandingPage.html("1.2.3", configuration("entra-prod"), NO_GRAPH))
        .contains("Version 1.2.3.")
        .contains("<li><b>entra-prod</b>: a client provisions into http://localhost/a&amp;b</li>")
        .contains("href=\"/metrics\"", "href=\"/-/healthy\"", "href=\"/-/ready\"");
  }

  @Test
  void whatIsConfiguredIsTextAndNotMarkup() {
    assertThat(LandingPage.html("<i>\"&", configuration("<script>\"&%s"), NO_GRAPH))
        .contains("Version &lt;i&gt;&quot;&amp;.")
        .contains("<b>&lt;script&gt;&quot;&amp;%s</b>")
        .doesNotContain("<script", "<i>");
  }

  private static String page(EntraReading reading) {
    return LandingPage.html("1", configuration("s"), Map.of("s", reading));
  }

  private static EntraJob job(Optional<EntraJob.Quarantine> quarantine) {
    return new EntraJob(
        "scim.<1>",
        quarantine.isPresent() ? "Quarantine" : "Active",
        "Active",
        Optional.empty(),
        Optional.empty(),
        quarantine);
  }

  @Test
  void showsWhatMicrosoftGraphSays() {
    EntraApplication application =
        new EntraApplication("a", "Spotfire & <SCIM>", "https://entra.microsoft.com/#x", List.of());
    assertThat(
            page(
                new EntraReading(
                    true, Optional.of(Instant.EPOCH), List.of(job(Optional.empty())), application)))
        .contains(
            "<li><a href=\"https://entra.microsoft.com/#x\">Spotfire &amp; &lt;SCIM&gt;</a> in"
                + " Entra</li>")
        .contains("<li>Job scim.&lt;1&gt;: Active, schedule Active</li>")
        .doesNotContain("cannot be read");
  }

  @Test
  void showsSinceWhenAJobIsInQuarantineAndWhenThatEndsIt() {
    EntraJob.Quarantine quarantine =
        new EntraJob.Quarantine(
            Optional.of(Instant.parse("2026-11-01T00:00:00.123Z")),
            Optional.of(Instant.parse("2026-11-02T00:00:00Z")),
            "TooManyDeletes",
            "");
    assertThat(
            page(
                new EntraReading(
                    false,
                    Optional.of(Instant.parse("2026-11-20T00:00:00Z")),
                    List.of(job(Optional.of(quarantine))),
                    EntraApplication.UNKNOWN)))
        .contains(
            "Microsoft Graph cannot be read since 2026-11-20T00:00:00Z; what it said last:",
            "Quarantine, schedule Active; in quarantine since 2026-11-01T00:00:00Z, TooManyDeletes,"
                + " next attempt 2026-11-02T00:00:00Z, Entra disables it on 2026-11-29T00:00:00Z");
  }

  @Test
  void saysThatMicrosoftGraphWasNotReadYet() {
    assertThat(page(EntraReading.NONE)).contains("<li>Microsoft Graph was not read yet</li>");
  }
}
