package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Suggestion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents tell people to configure can be loaded, and is worth what they say. */
class DocumentedConfigurationTest {
  private static final Path HEARTBEATS = Path.of("docs/heartbeats.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```yaml\n(.*?)^ *```");
  private static final Pattern DELAYS =
      Pattern.compile("\\| `(\\{interval: .*}|off)` \\| ([^|:]+)(?:: [^|]*)? \\| ([^|]+) \\|");
  private static final String LOG = "access_logs: [{name: tss1, paths: [a.log]}]\n";
  private static final String SYNC = "{name: s, endpoint: 'http://localhost/scim'";

  @TempDir private Path directory = Path.of("");

  private Configuration load(String yaml) throws IOException, ConfigException {
    return ConfigLoader.load(Files.writeString(directory.resolve("c.yml"), yaml));
  }

  static List<String> blocks() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(documents::add);
    }
    List<String> blocks = new ArrayList<>();
    for (Path document : documents) {
      BLOCK
          .matcher(Files.readString(document))
          .results()
          .map(block -> block.group(1).stripTrailing().stripIndent())
          .forEach(blocks::add);
    }
    assertThat(blocks).hasSizeGreaterThan(8);
    return blocks;
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void everyPieceOfConfigurationIsOneThatTheProgramTakes(String block) throws Exception {
    String whole = block;
    if (block.startsWith("entra:")) {
      whole = "syncs:\n  - name: s\n    endpoint: http://localhost/scim\n" + block.indent(4);
    } else if (!block.contains("syncs:")) {
      whole = block + "\nsyncs: [" + SYNC + "}]\n";
    }
    boolean hasEvidence = Pattern.compile("\\b(access_logs|probe|entra):").matcher(whole).find();
    Configuration loaded = load(hasEvidence ? whole : LOG + whole);
    assertThat(loaded.syncs()).isNotEmpty();
  }

  private HeartbeatConfig heartbeat(String written) throws IOException, ConfigException {
    return load(LOG + "syncs: [" + SYNC + ", heartbeat: " + written + "}]")
        .syncs()
        .get(0)
        .heartbeat();
  }

  static List<MatchResult> delays() throws IOException {
    List<MatchResult> rows = DELAYS.matcher(Files.readString(HEARTBEATS)).results().toList();
    assertThat(rows).hasSize(4);
    return rows;
  }

  @Test
  void theAlarmComesWhenTheTableSays() throws Exception {
    for (MatchResult row : delays()) {
      HeartbeatConfig heartbeat = heartbeat(row.group(1));
      assertThat(row.group(2)).as(row.group()).isEqualTo(warnedAfter(heartbeat));
      assertThat(row.group(3))
          .as(row.group())
          .isEqualTo(after(heartbeat.missedThreshold(), heartbeat));
    }
  }

  private static String warnedAfter(HeartbeatConfig heartbeat) {
    return heartbeat.missedThreshold() == 1 && !heartbeat.isOff() ? "none" : after(1, heartbeat);
  }

  private static String after(int missed, HeartbeatConfig heartbeat) {
    if (heartbeat.isOff()) {
      return "never";
    }
    Duration silence = Heartbeats.silenceOf(missed, heartbeat.interval(), heartbeat.grace());
    return silence.toHours() >= 24 ? silence.toHours() + "h" : PrometheusDuration.format(silence);
  }

  /** The examples of the page, and both ends of its rows. */
  @ParameterizedTest
  @CsvSource({
    "1m, 5m, 10m, 3",
    "49m, 40m, 10m, 3",
    "50m, 1h, 10m, 3",
    "69m, 1h, 10m, 3",
    "70m, 2h, 1h, 3",
    "8h59m, 8h, 1h, 3",
    "9h, 12h, 1h, 2",
    "24h59m, 1d, 1h, 2",
    "25h, 2d, 1h, 2",
    "66h, 3d, 1h, 2",
    "72h, 4d, 1h, 2",
  })
  void theSuggestionIsWhatThePageSays(String silence, String interval, String grace, int threshold)
      throws Exception {
    HeartbeatHistory history = new HeartbeatHistory();
    Instant first = Instant.parse("2026-11-20T08:00:00Z");
    history.add(Outcome.SUCCESS, first);
    history.add(Outcome.SUCCESS, first.plus(PrometheusDuration.parse(silence)));
    assertThat(history.suggestion())
        .hasValue(
            new Suggestion(
                PrometheusDuration.parse(interval), PrometheusDuration.parse(grace), threshold));
  }
}
