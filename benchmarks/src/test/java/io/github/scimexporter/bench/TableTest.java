package io.github.scimexporter.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
  private static final Row ROW = new Row("idle", "at most 0.2 %", "0.1 %", "", Row.Verdict.MET);

  @TempDir private Path directory = Path.of("");

  @Test
  void eachRowIsALineWithItsVerdict() {
    String table = Table.markdown(List.of(ROW, Row.notRun("gzip", "", "no gzip")), 5, "a machine");

    assertThat(table)
        .contains("on a machine")
        .endsWith(
            "| idle | at most 0.2 % | 0.1 % |  | yes |\n| gzip |  | no gzip |  | NOT RUN |\n");
  }

  @Test
  void itTakesThePlaceOfTheLastOneBetweenTheMarks() throws IOException, BenchException {
    Path document = directory.resolve("performance.md");
    Files.writeString(
        document,
        "before\n<!-- bin/bench --doc writes from here -->\nold\n<!-- to here -->\nafter\n");

    Table.putInto(document, "new\n");

    assertThat(document)
        .hasContent(
            "before\n<!-- bin/bench --doc writes from here -->\nnew\n<!-- to here -->\nafter\n");
  }

  @Test
  void aDocumentWithoutMarksIsLeftAlone() throws IOException {
    Path document = directory.resolve("performance.md");
    Files.writeString(document, "before\n");

    assertThatThrownBy(() -> Table.putInto(document, "new\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith(document + ": has no lines ");
    assertThat(document).hasContent("before\n");
  }
}
