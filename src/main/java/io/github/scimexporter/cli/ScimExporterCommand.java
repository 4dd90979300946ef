package io.github.scimexporter.cli;

import io.github.scimexporter.metrics.BuildInfo;
import io.github.scimexporter.terminal.TerminalException;
import io.github.scimexporter.token.TokenException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The program: without a subcommand it runs the exporter. */
@Command(
    name = "scim-exporter",
    customSynopsis = {
      "scim-exporter --config.file=FILE [OPTION...]",
      "       scim-exporter COMMAND --config.file=FILE [OPTION...]"
    },
    description = "Watches SCIM provisioning and tells Prometheus.",
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
public final class ScimExporterCommand implements Callable<Integer> {
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      BuildInfo build = BuildInfo.current();
      return new String[] {
        "scim-exporter "
            + build.version()
            + (build.revision().isEmpty() ? "" : " (revision " + build.revision() + ")")
            + ", Java "
            + build.javaVersion()
      };
    }
  }

  @Mixin private ServeOptions serve = new ServeOptions();

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    return new Server(serve).run();
  }

  /**
   * Runs the command that the arguments name.
   *
   * @return the exit code: 0 done, 1 refused or found wrong, 2 wrong usage
   */
  public static int run(String... args) {
    // Before anything logs: Java asks only once.
    System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    CommandLine line = commandLine(args);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    // The arguments of another program are its own, whatever they begin with.
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler(ScimExporterCommand::report);
    line.setParameterExceptionHandler(
        (e, unused) -> {
          e.getCommandLine()
              .getErr()
              .println(
                  "scim-exporter: "
                      + problem(e)
                      + "; see "
                      + e.getCommandLine().getCommandSpec().qualifiedName()
                      + " --help");
          return CommandLine.ExitCode.USAGE;
        });
    return line.execute(args);
  }

  /**
   * The command line as far as the arguments need it. What they do not name is only told in the
   * help; to take apart all commands takes longer than anything else that a start does.
   */
  static CommandLine commandLine(String... args) {
    List<String> words = List.of(args);
    boolean help =
        words.contains("--help") || words.stream().anyMatch(ScimExporterCommand::isShort);
    CommandLine line = new CommandLine(new ScimExporterCommand());
    if (help || words.contains("serve")) {
      line.addSubcommand(new ServeCommand());
    }
    if (help || words.contains("scan")) {
      line.addSubcommand(new ScanCommand());
    }
    if (help || words.contains("token")) {
      line.addSubcommand(new TokenCommand());
    }
    return line;
  }

  /**
   * Whether that are options of one letter: those that there are ask for the help or the version.
   */
  private static boolean isShort(String word) {
    return word.length() > 1 && word.startsWith("-") && !word.startsWith("--");
  }

  /** What is wrong with the usage; an argument too many may be a token, and is not repeated. */
  private static String problem(CommandLine.ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      Optional<String> option =
          unmatched.getUnmatched().stream().filter(word -> word.startsWith("-")).findFirst();
      if (option.isPresent()) {
        return "Unknown option: '" + nameOf(option.get()) + "'";
      }
      boolean command =
          e.getCommandLine().getParent() == null || !e.getCommandLine().getSubcommands().isEmpty();
      return command
          ? "there is no such command"
          : "there is an argument too many (a token is read from standard input)";
    }
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** An option without its value, which may be a token, too. */
  private static String nameOf(String option) {
    return option.startsWith("--")
        ? option.replaceFirst("=.*", "")
        : option.substring(0, Math.min(2, option.length()));
  }

  private static int report(Exception e, CommandLine line, CommandLine.ParseResult unused)
      throws Exception {
    if (!(e instanceof CommandFailure
        || e instanceof TokenException
        || e instanceof TerminalException)) {
      throw e;
    }
    PrintWriter err = line.getErr();
    err.println("scim-exporter: " + e.getMessage());
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
