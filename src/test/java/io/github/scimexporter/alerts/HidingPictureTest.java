package io.github.scimexporter.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture in docs/alerts.md shows what the shipped Alertmanager configuration does. */
class HidingPictureTest {
  private static final Pattern PICTURE = Pattern.compile("(?s)```mermaid\n(.*?)```");
  private static final Pattern NODE = Pattern.compile("(\\w+)\\[\"([^\"]+)\"]");
  private static final Pattern GROUP =
      Pattern.compile("(?s)subgraph (\\w+) \\[[^\\n]*\n(.*?)\n  end");
  private static final Pattern ARROW = Pattern.compile("(\\w+) (-->|-\\.->) (\\w+)");
  private static final Pattern NAMES = Pattern.compile("alertname=~?\"([^\"]+)\"");

  /** Each as {@code HIDER hides HIDDEN by LABELS}. */
  private static Set<String> drawn() throws IOException {
    Matcher picture = PICTURE.matcher(Files.readString(Path.of("docs/alerts.md")));
    assertThat(picture.find()).isTrue();
    String text = picture.group(1);
    Map<String, List<String>> alerts = new HashMap<>();
    NODE.matcher(text)
        .results()
        .forEach(node -> alerts.put(node.group(1), Arrays.asList(node.group(2).split("<br>", -1))));
    GROUP
        .matcher(text)
        .results()
        .forEach(
            group -> {
              List<String> members = new ArrayList<>();
              NODE.matcher(group.group(2))
                  .results()
                  .forEach(node -> members.addAll(alerts.getOrDefault(node.group(1), List.of())));
              alerts.put(group.group(1), members);
            });
    Set<String> hidden = new TreeSet<>();
    ARROW
        .matcher(text)
        .results()
        .forEach(
            arrow ->
                add(
                    hidden,
                    alerts.getOrDefault(arrow.group(1), List.of()),
                    alerts.getOrDefault(arrow.group(3), List.of()),
                    arrow.group(2).equals("-->") ? "[sync]" : "[sync, token]"));
    return hidden;
  }

  private static Set<String> configured() throws IOException {
    JsonNode rules =
        new YAMLMapper()
            .readTree(Path.of("alertmanager/alertmanager.yml").toFile())
            .path("inhibit_rules");
    Set<String> hidden = new TreeSet<>();
    for (JsonNode rule : rules) {
      List<String> labels = new ArrayList<>();
      rule.path("equal").forEach(label -> labels.add(label.asText()));
      add(
          hidden,
          alerts(rule.path("source_matchers")),
          alerts(rule.path("target_matchers")),
          labels.toString());
    }
    return hidden;
  }

  private static List<String> alerts(JsonNode matchers) {
    List<String> texts = new ArrayList<>();
    matchers.forEach(matcher -> texts.add(matcher.asText()));
    String severity = texts.contains("severity=\"critical\"") ? " critical" : "";
    Matcher names = NAMES.matcher(String.join(" ", texts));
    assertThat(names.find()).as("an alertname in %s", texts).isTrue();
    return Arrays.stream(names.group(1).split("\\|", -1)).map(name -> name + severity).toList();
  }

  private static void add(
      Set<String> hidden, List<String> hiders, List<String> hidings, String labels) {
    for (String hider : hiders) {
      hidings.forEach(other -> hidden.add(hider + " hides " + other + " by " + labels));
    }
  }

  @Test
  void whatIsDrawnIsWhatIsConfigured() throws IOException {
    assertThat(drawn()).isNotEmpty().isEqualTo(configured());
  }
}
