package io.github.scimexporter.grafana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * docs/metrics.md: the list of what the exporter exposes, as a table, and a section for each.
 *
 * @param listed the rows of the table at the top, in its order
 * @param sections the text of each section, by metric
 */
public record MetricsDocument(List<Metric> listed, Map<String, String> sections) {

  /** The document. The tests' working directory is the checkout. */
  public static final Path FILE = Path.of("docs/metrics.md");

  private static final Pattern ROW =
      Pattern.compile(
          "^\\| \\w+ \\| `(\\w+)` \\| (\\w+) \\| ([\\w, ]*)\\| (.+) \\|$", Pattern.MULTILINE);
  private static final Pattern SECTION =
      Pattern.compile(
          "^### `(\\w+)`\n(.*?)(?=^###? |^---$|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);

  /** Checks and copies. */
  public MetricsDocument {
    listed = List.copyOf(listed);
    sections = Map.copyOf(sections);
  }

  /**
   * Reads the document.
   *
   * @throws IOException if it cannot be read
   */
  public static MetricsDocument read() throws IOException {
    String text = Files.readString(FILE);
    List<Metric> listed = new ArrayList<>();
    Matcher row = ROW.matcher(text);
    while (row.find()) {
      List<String> labels =
          Arrays.stream(row.group(3).split(","))
              .map(String::strip)
              .filter(label -> !label.isEmpty())
              .toList();
      listed.add(new Metric(row.group(1), row.group(2), labels));
    }
    Map<String, String> sections = new LinkedHashMap<>();
    Matcher section = SECTION.matcher(text);
    while (section.find()) {
      sections.put(section.group(1), section.group(2));
    }
    return new MetricsDocument(listed, sections);
  }

  /** The names of the metrics in the table. */
  public List<String> names() {
    return listed.stream().map(Metric::name).toList();
  }

  /** The names that queries may use: of a histogram also those of its three classic series. */
  public List<String> series() {
    return listed.stream().flatMap(metric -> metric.series().stream()).toList();
  }

  /** The example queries of a metric; a section separates several by blank lines. */
  public List<String> examples(String metric) {
    String section = sections.getOrDefault(metric, "");
    return EXAMPLE
        .matcher(section)
        .results()
        .flatMap(block -> Arrays.stream(block.group(1).strip().split("\n\n")))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * One row.
   *
   * @param name the metric's name, as exposed
   * @param type counter, gauge or histogram
   * @param labels its labels, in the table's order
   */
  public record Metric(String name, String type, List<String> labels) {

    /** Checks and copies. */
    public Metric {
      labels = List.copyOf(labels);
    }

    /** The names that queries may use. */
    List<String> series() {
      return type.equals("histogram")
          ? List.of(name, name + "_bucket", name + "_sum", name + "_count")
          : List.of(name);
    }
  }
}
