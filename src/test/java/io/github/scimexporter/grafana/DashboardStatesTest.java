package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** States are numbers in the queries and words in the panels: no number lacks its word. */
class DashboardStatesTest {
  // Each branch of such a query is 0 times its condition, plus the state's number.
  private static final Pattern BRANCH =
      Pattern.compile("\\+ (\\d+), \"runbook\"|\\) \\+ (\\d{1,2})$", Pattern.MULTILINE);

  private final Dashboard overview;
  private final Dashboard sync;

  DashboardStatesTest() throws IOException {
    overview = Dashboard.shipped(Dashboard.OVERVIEW);
    sync = Dashboard.shipped(Dashboard.SYNC);
  }

  @Test
  void everyStateThatAQueryYieldsHasAName() {
    assertNamed(overview.panel("Syncs"), "A");
    assertNamed(overview.panel("Tokens"), "D");
    assertNamed(overview.panel("Heartbeats"), "A");
    assertNamed(sync.panel("State"), "A");
    assertNamed(sync.panel("Tokens"), "D");
    assertNamed(sync.panel("Heartbeats"), "A");
    assertNamed(sync.panel("Heartbeats"), "B");
    assertNamed(sync.panel("Probe"), "A");
    assertNamed(sync.panel("Entra job"), "A");
    assertNamed(sync.panel("Entra job"), "B");
  }

  @Test
  void everyNamedStateOfASyncIsYielded() {
    JsonNode names = sync.panel("State").namesOf("A");
    assertThat(yielded(sync.panel("State"), "A"))
        .hasSize(19)
        .containsExactlyInAnyOrderElementsOf(keys(names));
  }

  @Test
  void theGravestStateHasTheHighestNumber() {
    JsonNode names = sync.panel("State").namesOf("A");
    assertThat(names.at("/1/color").asText()).isEqualTo("green");
    for (int number = 11; number <= 19; number++) {
      assertThat(names.path("" + number).path("color").asText()).isEqualTo("red");
    }
    assertThat(overview.panel("Syncs").json().at("/options/sortBy/0/displayName").asText())
        .isEqualTo("State");
    assertThat(overview.panel("Syncs").json().at("/options/sortBy/0/desc").asBoolean()).isTrue();
  }

  @Test
  void bothDashboardsJudgeASyncAlike() {
    String judged = overview.panel("Syncs").query("A").expr();
    assertThat(judged.replace("sync=~\"$sync\"", "sync=\"$sync\""))
        .isEqualTo(sync.panel("State").query("A").expr());
    assertThat(overview.panel("Syncs").namesOf("A")).isEqualTo(sync.panel("State").namesOf("A"));
    assertThat(withoutBlanks(overview.panel("Syncs in trouble").query("A").expr()))
        .startsWith("count((" + withoutBlanks(judged) + ")>=11)");
  }

  @Test
  void everyOutcomeOfAProbeHasAState() throws IOException {
    String document = MetricsDocument.read().sections().getOrDefault("scim_probe_outcome", "");
    Set<String> documented =
        document
            .lines()
            .filter(line -> line.startsWith("| `") && !line.startsWith("| `outcome`"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(cell -> Pattern.compile("`(\\w+)`").matcher(cell).results())
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> shown =
        Pattern.compile("outcome=~\"([^\"]+)\"")
            .matcher(sync.panel("Probe").query("A").expr())
            .results()
            .flatMap(result -> Arrays.stream(result.group(1).split("\\|")))
            .toList();
    assertThat(shown)
        .hasSizeGreaterThan(20)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  private static void assertNamed(Panel panel, String refId) {
    assertThat(keys(panel.namesOf(refId)))
        .as(panel.title() + " " + refId)
        .containsAll(yielded(panel, refId));
    assertThat(yielded(panel, refId)).as(panel.title() + " " + refId).isNotEmpty();
  }

  private static Set<String> yielded(Panel panel, String refId) {
    return BRANCH
        .matcher(panel.query(refId).expr())
        .results()
        .map(DashboardStatesTest::number)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String number(MatchResult branch) {
    return branch.group(1) == null ? branch.group(2) : branch.group(1);
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String withoutBlanks(String promql) {
    return promql.replaceAll("(?m)^ *#.*$", "").replaceAll("\\s+", "");
  }
}
