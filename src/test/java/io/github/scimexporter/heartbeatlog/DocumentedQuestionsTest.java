package io.github.scimexporter.heartbeatlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Test;

/** Every question of docs/heartbeat-log.md gets its answer from the lines that are written. */
class DocumentedQuestionsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String LOG =
      """
      {"time":"2026-11-01T08:00:00Z","event":"exporter_started"}
      {"time":"2026-11-01T08:10:00Z","sync":"entra-prod","event":"first_heartbeat","count":5,"requests":{"GET 200":5}}
      {"time":"2026-10-31T08:50:00Z","sync":"entra-prod","event":"missed","missed":1,"threshold":3,"last_heartbeat":"2026-10-31T08:00:00Z"}
      {"time":"2026-11-01T09:00:00Z","sync":"entra-prod","event":"missed","missed":1,"threshold":3,"last_heartbeat":"2026-11-01T08:10:00Z"}
      {"time":"2026-11-01T09:40:00Z","sync":"entra-prod","event":"missed","missed":2,"threshold":3,"last_heartbeat":"2026-11-01T08:10:00Z"}
      {"time":"2026-11-01T09:41:00Z","sync":"entra-prod","event":"recovered","missed":2,"threshold":3,"last_heartbeat":"2026-11-01T08:10:00Z","by":"heartbeat"}
      {"time":"2026-11-01T09:41:30Z","sync":"entra-prod","event":"heartbeat","count":7,"requests":{"GET 200":6,"PATCH 204":1}}
      {"time":"2026-11-02T07:00:00Z","sync":"okta","event":"missed","missed":1,"threshold":1,"last_heartbeat":"2026-11-01T07:00:00Z"}
      {"time":"2026-11-02T07:00:00Z","sync":"okta","event":"down","missed":1,"threshold":1,"last_heartbeat":"2026-11-01T07:00:00Z"}
      {"time":"2026-11-02T08:00:00Z","sync":"okta","event":"recovered","missed":1,"threshold":1,"last_heartbeat":"2026-11-01T07:00:00Z","by":"heartbeat"}
      {"time":"2026-11-02T08:00:30Z","sync":"okta","event":"heartbeat","count":1,"requests":{"GET 200":1}}
      {"time":"2026-11-03T00:00:00Z","sync":"entra-prod","event":"token_warning","token":"3f2a9c","name":"prod 2026","purpose":"provisioning","severity":"warning","expiry":"2026-11-21T11:56:39Z"}
      {"time":"2026-11-21T11:56:39Z","sync":"entra-prod","event":"token_expired","token":"3f2a9c","name":"prod 2026","purpose":"provisioning","expiry":"2026-11-21T11:56:39Z"}
      {"time":"2026-11-21T11:57:00Z","sync":"entra-prod","event":"rejected","cause":"token_expired"}
      """;

  private static final Map<String, List<String>> ANSWERS =
      Map.of(
          "When was the sync last seen?",
          List.of("2026-11-01T09:41:30Z"),
          "How often was it late this month?",
          List.of("2"),
          "When was it down, and for how long?",
          List.of("2026-11-02T07:00:00Z\tokta\tdown", "2026-11-02T08:00:00Z\tokta\trecovered"),
          "Since when is it rejected, and why?",
          List.of(
              "{\"time\":\"2026-11-21T11:57:00Z\",\"sync\":\"entra-prod\",\"event\":\"rejected\","
                  + "\"cause\":\"token_expired\"}"),
          "How many requests a day?",
          List.of("2026-11-01\t12", "2026-11-02\t1"),
          "Which tokens end next?",
          List.of("2026-11-21T11:56:39Z\tentra-prod\tprod 2026\t3f2a9c"));

  private static final Pattern QUESTION = Pattern.compile("(?m)^(\\S.*\\?)\n\n    (jq .*)$");
  private static final Pattern COMMAND =
      Pattern.compile(
          "jq (-[rsc]+) (?:--arg (\\w+) \"[^\"]*\" )?'([^']+)' scim_heartbeat\\.log( \\| tail -1|"
              + " \\| sort -u)?");

  @Test
  void everyQuestionHasItsAnswer() throws IOException {
    Map<String, List<String>> answers = new TreeMap<>();
    List<MatchResult> questions =
        QUESTION.matcher(Files.readString(Path.of("docs/heartbeat-log.md"))).results().toList();
    for (MatchResult question : questions) {
      answers.put(question.group(1), answer(question.group(2)));
    }
    assertThat(answers).isEqualTo(new TreeMap<>(ANSWERS));
  }

  private static List<String> answer(String command) throws IOException {
    Matcher matcher = COMMAND.matcher(command);
    assertThat(matcher.matches()).as(command).isTrue();
    String options = matcher.group(1);
    Scope scope = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
    if (matcher.group(2) != null) {
      scope.setValue(matcher.group(2), TextNode.valueOf("2026-11"));
    }
    JsonQuery query = JsonQuery.compile(matcher.group(3), Versions.JQ_1_6);
    List<String> lines = new ArrayList<>();
    for (JsonNode input : inputs(options.contains("s"))) {
      query.apply(
          scope,
          input,
          result ->
              lines.add(
                  options.contains("r") && result.isTextual()
                      ? result.asText()
                      : result.toString()));
    }
    return switch (String.valueOf(matcher.group(4))) {
      case " | tail -1" -> lines.subList(lines.size() - 1, lines.size());
      case " | sort -u" -> List.copyOf(new TreeSet<>(lines));
      default -> lines;
    };
  }

  private static List<JsonNode> inputs(boolean slurped) throws IOException {
    ArrayNode all = JSON.createArrayNode();
    for (String line : LOG.lines().toList()) {
      all.add(JSON.readTree(line));
    }
    List<JsonNode> each = new ArrayList<>();
    all.forEach(each::add);
    return slurped ? List.of(all) : each;
  }
}
