package io.github.scimexporter.realparts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On the shipped files themselves: a change of theirs that the replacements do not understand fails
 * here.
 */
class ShippedConfigurationTest {
  private static final Path REPOSITORY = Path.of("");
  private static final Map<String, URI> WEBHOOKS =
      Map.of(
          "scim-admins", URI.create("http://127.0.0.1:1/"),
          "deadmansswitch", URI.create("http://127.0.0.1:2/"));

  @TempDir Path work;

  @Test
  void replacesAddressesAndNothingElse() throws IOException {
    ShippedConfiguration shipped = ShippedConfiguration.copy(REPOSITORY, work, "1/20");
    String alertmanagerBefore = Files.readString(work.resolve("alertmanager/alertmanager.yml"));
    String prometheusBefore = Files.readString(work.resolve("prometheus/prometheus.yml"));

    assertThat(Files.readString(shipped.alertmanager("127.0.0.1:3", WEBHOOKS)))
        .isEqualTo(
            alertmanagerBefore
                .replace("smarthost: localhost:25\n", "smarthost: 127.0.0.1:3\n")
                .replace("url: http://localhost:9080/scim-admins\n", "url: http://127.0.0.1:1/\n")
                .replace(
                    "url: http://localhost:9080/deadmansswitch\n", "url: http://127.0.0.1:2/\n"))
        .isNotEqualTo(alertmanagerBefore);
    assertThat(
            Files.readString(
                shipped.prometheus(
                    List.of("127.0.0.1:4", "127.0.0.1:5"), List.of("127.0.0.1:6", "127.0.0.1:7"))))
        .isEqualTo(
            prometheusBefore
                .replace("[localhost:9093]", "[\"127.0.0.1:6\", \"127.0.0.1:7\"]")
                .replace("[localhost:19180]", "[\"127.0.0.1:4\", \"127.0.0.1:5\"]"))
        .isNotEqualTo(prometheusBefore);
    assertThat(work.resolve("prometheus/rules")).isNotEmptyDirectory();
    assertThat(work.resolve("alertmanager/templates")).isNotEmptyDirectory();
    assertThat(work.resolve("prometheus/tests")).doesNotExist();
  }

  @Test
  void listsTargetsThatComeAndGoInAFile() throws IOException {
    ShippedConfiguration shipped = ShippedConfiguration.copy(REPOSITORY, work, "1/20");
    String before = Files.readString(work.resolve("prometheus/prometheus.yml"));

    assertThat(
            Files.readString(
                shipped.prometheus(Path.of("/x/targets.json"), List.of("127.0.0.1:6"))))
        .isEqualTo(
            before
                .replace("[localhost:9093]", "[\"127.0.0.1:6\"]")
                .replace(
                    "    static_configs:\n      - targets: [localhost:19180]\n",
                    "    file_sd_configs:\n      - files: [\"/x/targets.json\"]\n"))
        .contains("/x/targets.json");
  }

  @Test
  void refusesWhatItDoesNotExpect() throws IOException {
    ShippedConfiguration shipped = ShippedConfiguration.copy(REPOSITORY, work, "1");
    assertThatThrownBy(
            () ->
                shipped.alertmanager(
                    "127.0.0.1:3", Map.of("scim-admins", URI.create("http://127.0.0.1:1/"))))
        .hasMessageContaining("'- url: http://localhost:9080/deadmansswitch' was given no address");
    assertThatThrownBy(
            () -> shipped.alertmanager("127.0.0.1:3", Map.of("nobody", URI.create("http://x/"))))
        .hasMessageContaining("'url: http://localhost:9080/nobody' is on 0 lines");
    Path file = work.resolve("prometheus/prometheus.yml");
    Files.writeString(
        file, Files.readString(file).replace("[localhost:19180]", "[localhost:19180, other:1]"));
    assertThatThrownBy(() -> shipped.prometheus(List.of("127.0.0.1:4"), List.of("127.0.0.1:6")))
        .hasMessage(
            file
                + ": '- targets: [localhost:19180]' is on 0 lines; exactly one is expected, as it is shipped");
    assertThatThrownBy(() -> ShippedConfiguration.copy(work.resolve("absent"), work, "1"))
        .hasMessageContaining("there is no such directory of shipped files");
    assertThatThrownBy(() -> ShippedConfiguration.copy(REPOSITORY, work, "1/7"))
        .hasMessageContaining("is no whole number of milliseconds");
  }
}
