package io.github.scimexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The status knows the alerts of the shipped rules, and hides what Alertmanager hides. */
class AlertTest {
  private static final Pattern RULE = Pattern.compile("- alert: (\\w+)");
  private static final Pattern NAMES = Pattern.compile("alertname=~?\"([^\"]+)\"");

  /** Only others see that an exporter is down, and only Prometheus sends this. */
  private static final Set<String> OF_OTHERS = Set.of("ScimExporterDown", "Watchdog");

  @Test
  void everyAlertThatOneExporterCanTellIsKnown() throws IOException {
    Set<String> shipped = new TreeSet<>();
    Matcher rules = RULE.matcher(Files.readString(Path.of("prometheus/rules/scim-exporter.yml")));
    while (rules.find()) {
      shipped.add(rules.group(1));
    }
    shipped.removeAll(OF_OTHERS);
    assertThat(Arrays.stream(Alert.values()).map(Alert::title).collect(Collectors.toSet()))
        .isEqualTo(shipped);
  }

  @Test
  void whatHidesIsWhatAlertmanagerIsConfiguredToHide() throws IOException {
    Set<String> configured = new TreeSet<>();
    JsonNode rules =
        new YAMLMapper()
            .readTree(Path.of("alertmanager/alertmanager.yml").toFile())
            .path("inhibit_rules");
    for (JsonNode rule : rules) {
      // What hides by its token is told of that token in one way only.
      if (rule.path("equal").size() == 1) {
        for (String hider : names(rule.path("source_matchers"))) {
          names(rule.path("target_matchers"))
              .forEach(hidden -> configured.add(hider + " hides " + hidden));
        }
      }
    }
    configured.removeIf(line -> line.startsWith("ScimExporterDown"));
    Set<String> known = new TreeSet<>();
    for (Alert alert : Alert.values()) {
      alert.hides().forEach(hidden -> known.add(alert.title() + " hides " + hidden.title()));
    }
    assertThat(known).isNotEmpty().isEqualTo(configured);
  }

  private static List<String> names(JsonNode matchers) {
    Matcher names = NAMES.matcher(matchers.toString().replace("\\\"", "\""));
    assertThat(names.find()).as("an alertname in %s", matchers).isTrue();
    return Arrays.asList(names.group(1).split("\\|", -1));
  }
}
