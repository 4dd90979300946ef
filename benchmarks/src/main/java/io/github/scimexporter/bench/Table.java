package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of all rows, as Markdown. */
final class Table {
  private static final String BEGIN = "<!-- bin/bench --doc writes from here -->\n";
  private static final String END = "<!-- to here -->\n";

  private Table() {}

  static String markdown(List<Row> rows, int rounds, String machine) {
    StringBuilder text = new StringBuilder();
    text.append("Medians of ")
        .append(rounds)
        .append(" runs, of slow peers 3 (least–most) on ")
        .append(machine);
    text.append("; Java ").append(Runtime.version()).append(".\n\n");
    text.append("| what | goal | measured | ratio | met |\n| --- | --- | --- | --- | --- |\n");
    rows.forEach(row -> text.append(row.markdown()).append('\n'));
    return text.toString();
  }

  /**
   * Puts it between the two marks of a document.
   *
   * @throws BenchException if they are not there
   */
  static void putInto(Path document, String table) throws IOException, BenchException {
    String text = Files.readString(document);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new BenchException(
          document + ": has no lines '" + BEGIN.strip() + "' and '" + END.strip() + "'");
    }
    Files.writeString(
        document, text.substring(0, begin + BEGIN.length()) + table + text.substring(end));
  }
}
