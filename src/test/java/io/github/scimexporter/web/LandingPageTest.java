package io.github.scimexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LandingPageTest {
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
                Optional.empty())),
        List.of());
  }

  @Test
  void namesTheSyncsAndWhereToLook() {
    assertThat(LandingPage.html("1.2.3", configuration("entra-prod")))
        .contains("Version 1.2.3.")
        .contains("<li><b>entra-prod</b>: a client provisions into http://localhost/a&amp;b</li>")
        .contains("href=\"/metrics\"", "href=\"/-/healthy\"", "href=\"/-/ready\"");
  }

  @Test
  void whatIsConfiguredIsTextAndNotMarkup() {
    assertThat(LandingPage.html("<i>\"&", configuration("<script>\"&%s")))
        .contains("Version &lt;i&gt;&quot;&amp;.")
        .contains("<b>&lt;script&gt;&quot;&amp;%s</b>")
        .doesNotContain("<script", "<i>");
  }
}
