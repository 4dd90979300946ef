package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The provisioning files say what the README next to them says. */
class ProvisioningTest {
  private static final Path ROOT = Path.of("grafana");

  @Test
  void theDataSourceIsAPrometheusThatNobodyEditsInTheBrowser() throws IOException {
    JsonNode source = yaml("provisioning/datasources/prometheus.yml").at("/datasources/0");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("http://localhost:9090");
    assertThat(source.path("editable").asBoolean(true)).isFalse();
    assertThat(source.at("/jsonData/timeInterval").asText()).isEqualTo("15s");
  }

  @Test
  void theDashboardsComeFromTheFolderThatTheReadmeNames() throws IOException {
    JsonNode provider = yaml("provisioning/dashboards/scim-exporter.yml").at("/providers/0");
    assertThat(provider.path("type").asText()).isEqualTo("file");
    assertThat(provider.path("allowUiUpdates").asBoolean(true)).isFalse();
    String path = provider.at("/options/path").asText();
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains(path);
  }

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(ROOT.resolve(file)));
  }
}
