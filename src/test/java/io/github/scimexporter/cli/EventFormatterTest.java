package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventFormatterTest {
  private static final EventFormatter LOGFMT = new EventFormatter(LogSetup.LogFormat.logfmt);
  private static final EventFormatter JSON = new EventFormatter(LogSetup.LogFormat.json);

  private static LogRecord event(Level level, String message) {
    LogRecord event = new LogRecord(level, message);
    event.setInstant(Instant.parse("2025-11-21T10:56:39.123456Z"));
    event.setLoggerName("a.B");
    return event;
  }

  @Test
  void writesLogfmt() {
    assertThat(LOGFMT.format(event(Level.INFO, "stopped")))
        .isEqualTo("time=2025-11-21T10:56:39.123Z level=info logger=a.B msg=stopped\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "two words | \"two words\"",
        "a=b | \"a=b\"",
        "\"x\" | \"\\\"x\\\"\"",
        "say \"x\" | \"say \\\"x\\\"\"",
        "`` | \"\"",
        "`a\nb` | \"a\\nb\"",
        "`a\tb` | \"a\\tb\"",
        "back\\slash | back\\slash",
        "`a \\b` | \"a \\\\b\"",
        "`\u001b[31m` | \"\\u001B[31m\"",
        "Zürich | Zürich",
      })
  void quotesWhatLogfmtCannotTakePlain(String message, String written) {
    assertThat(LOGFMT.format(event(Level.INFO, message))).endsWith(" msg=" + written + "\n");
  }

  @ParameterizedTest
  @CsvSource({"SEVERE, error", "WARNING, warn", "INFO, info", "CONFIG, debug", "FINE, debug"})
  void namesTheLevelsAsTheFlagDoes(String level, String written) {
    assertThat(LOGFMT.format(event(Level.parse(level), "x"))).contains(" level=" + written + " ");
  }

  @Test
  void writesJson() throws Exception {
    String line = JSON.format(event(Level.WARNING, "say \"x\"\nand = more"));
    assertThat(line).endsWith("}\n").hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.get("time").asText()).isEqualTo("2025-11-21T10:56:39.123Z");
    assertThat(json.get("level").asText()).isEqualTo("warn");
    assertThat(json.get("logger").asText()).isEqualTo("a.B");
    assertThat(json.get("msg").asText()).isEqualTo("say \"x\"\nand = more");
    assertThat(json.size()).isEqualTo(4);
  }

  @Test
  void anErrorStaysOnItsLine() {
    LogRecord event = event(Level.SEVERE, "x");
    event.setThrown(new IllegalStateException("broken"));
    assertThat(LOGFMT.format(event))
        .hasLineCount(1)
        .contains(" error=\"java.lang.IllegalStateException: broken\\n");
    assertThat(JSON.format(event)).hasLineCount(1);
  }

  @Test
  void fillsInParameters() {
    LogRecord event = event(Level.INFO, "read {0}");
    event.setParameters(new Object[] {"all"});
    assertThat(LOGFMT.format(event)).endsWith(" msg=\"read all\"\n");
  }
}
