package io.github.scimexporter.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: measures, and prints one table. */
@Command(
    name = "run",
    description = {
      "Measures scim-exporter beside its peers, and prints one table.",
      "Fails where two programs do not count the same; never because of a slow number."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class Run implements Callable<Integer> {
  private static final int ROUNDS = 5;
  private static final int QUICK_ROUNDS = 3;

  @Option(names = "--quick", description = "Smaller logs and fewer runs; no goal is judged.")
  private boolean quick;

  @Option(names = "--rounds", description = "How often each runs; default: 5, or 3 with --quick.")
  private int rounds;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ROW",
      description = "Only these; a wrong name tells all that there are.")
  private List<String> only = List.of();

  @Option(names = "--doc", description = "Puts the table into docs/performance.md, too.")
  private boolean doc;

  @Option(names = "--repository", required = true, hidden = true)
  private Path repository = Path.of("");

  @Option(names = "--peers", required = true, hidden = true)
  private Path peers = Path.of("");

  @Option(names = "--libraries", required = true, hidden = true)
  private String libraries = "";

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException, BenchException {
    Path javaHome = Path.of(System.getProperty("java.home", ""));
    Parts parts = new Parts(repository, peers, libraries, javaHome);
    if (!parts.has("time")) {
      throw new BenchException(
          parts.peer("time") + ": does not exist; put GNU time on PATH (Debian's package time)");
    }
    Files.createDirectories(parts.made());
    int runs = rounds > 0 ? rounds : quick ? QUICK_ROUNDS : ROUNDS;
    List<Row> rows = new Suite(parts, new Scale(runs, quick ? Scale.QUICK_SHRINK : 1)).rows(only);
    String table =
        Table.markdown(rows, runs, Machine.describe(parts.made()) + "; " + Machine.peers(parts));
    PrintWriter out = command.commandLine().getOut();
    out.print(table);
    out.flush();
    if (doc) {
      Table.putInto(repository.resolve("docs/performance.md"), table);
    }
    return 0;
  }
}
