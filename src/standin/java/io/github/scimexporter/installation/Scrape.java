package io.github.scimexporter.installation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What /metrics said at one time.
 *
 * @param samples every sample, in the order in which they came
 */
public record Scrape(List<Sample> samples) {
  /** One line of the text format. */
  public record Sample(String name, Map<String, String> labels, double value) {
    public Sample {
      labels = Map.copyOf(labels);
    }
  }

  private static final Pattern LINE =
      Pattern.compile("(?<name>[a-zA-Z_:][\\w:]*)(?:\\{(?<labels>.*)})? (?<value>\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("(?<name>\\w+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\",?");

  public Scrape {
    samples = List.copyOf(samples);
  }

  /**
   * Reads the text format.
   *
   * @throws IllegalArgumentException if a line is none of it
   */
  public static Scrape parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("#") || line.isEmpty()) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a sample: " + line);
      }
      samples.add(
          new Sample(
              matcher.group("name"),
              labels(matcher.group("labels") == null ? "" : matcher.group("labels")),
              Double.parseDouble(matcher.group("value"))));
    }
    return new Scrape(samples);
  }

  /** The samples of that metric. */
  public List<Sample> all(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The value of the one sample of that metric with at least these labels, if there is one. */
  public OptionalDouble value(String name, Map<String, String> labels) {
    List<Sample> found =
        all(name).stream()
            .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
            .toList();
    if (found.size() > 1) {
      throw new IllegalArgumentException(name + labels + " names several samples: " + found);
    }
    return found.stream().mapToDouble(Sample::value).findFirst();
  }

  /** The requests of that sync that are not 0, by "METHOD STATUS". */
  public Map<String, Long> requests(String sync) {
    Map<String, Long> counts = new HashMap<>();
    for (Sample sample : all("scim_requests_total")) {
      if (sync.equals(sample.labels().get("sync")) && sample.value() != 0) {
        counts.put(
            sample.labels().get("method") + " " + sample.labels().get("code"),
            (long) sample.value());
      }
    }
    return Map.copyOf(counts);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new HashMap<>();
    Matcher matcher = LABEL.matcher(text);
    while (matcher.find()) {
      labels.put(
          matcher.group("name"),
          matcher.group("value").replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\"));
    }
    return labels;
  }
}
