package io.github.scimexporter.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.state.Snapshot;
import io.github.scimexporter.state.SnapshotFile;
import io.github.scimexporter.state.StateException;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.sync.TokenHeartbeats;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token show}: the history of one token. */
@Command(
    name = "show",
    description = {
      "Shows the history of one token: issued, registered by whom, replaced, retired, and the first"
          + " and last heartbeat under it.",
      "Heartbeats are those in the storage of the exporter here; each exporter knows its own part."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenShowCommand implements Callable<Integer> {
  private record Event(
      String time, String event, String host, String user, @Nullable String other) {
    private static Event of(TokenEvent event) {
      return new Event(
          event.time().toString(),
          event.kind().label(),
          event.by().host(),
          event.by().user(),
          event.other().orElse(null));
    }
  }

  private record Page(
      @JsonUnwrapped TokenRow token,
      List<Event> history,
      @JsonProperty("first_heartbeat") @Nullable String firstHeartbeat,
      @JsonProperty("last_heartbeat") @Nullable String lastHeartbeat) {
    private static Page of(Token token, Optional<TokenHeartbeats> heartbeats) {
      return new Page(
          TokenRow.of(token),
          token.history().stream().map(Event::of).toList(),
          heartbeats.map(seen -> seen.first().toString()).orElse(null),
          heartbeats.map(seen -> seen.last().toString()).orElse(null));
    }
  }

  /**
   * What the exporter's storage tells.
   *
   * @param under the heartbeats under the token, where some are known
   * @param source whose they are, or why none are known
   */
  private record Known(Optional<TokenHeartbeats> under, String source) {
    private Known(String source) {
      this(Optional.empty(), source);
    }
  }

  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--storage.path",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where the exporter keeps its state (default: ${DEFAULT-VALUE}).")
  private Path storagePath = Path.of("data");

  @Parameters(paramLabel = "ID", description = "The token's id, as token list shows it.")
  private String id = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, TokenException {
    Configuration configuration = config.load();
    Token token = new RegistryFile(configuration.tokenRegistry()).read().mustFind(id);
    Known known = known(token);
    PrintWriter out = spec.commandLine().getOut();
    switch (format.get()) {
      case text ->
          new TokenPage(token, configuration.sync(token.sync()), Instant.now())
              .print(known.under, known.source, out);
      case json -> {
        out.println(FormatOption.json(Page.of(token, known.under)));
        if (known.under.isEmpty()) {
          // Null says that nothing is known, and not why.
          spec.commandLine().getErr().println("scim-exporter: " + known.source);
        }
      }
    }
    out.flush();
    return 0;
  }

  private Known known(Token token) {
    if (token.purpose() != Purpose.PROVISIONING) {
      return new Known("Heartbeats are counted under provisioning tokens only.");
    }
    Optional<Snapshot> snapshot;
    try {
      snapshot = SnapshotFile.read(storagePath);
    } catch (StateException e) {
      return new Known("No heartbeats are known here: " + e.getMessage() + ".");
    }
    if (snapshot.isEmpty()) {
      return new Known(
          "No heartbeats are known here: no state in "
              + storagePath
              + "; name the directory of a running exporter with --storage.path.");
    }
    Optional<TokenHeartbeats> under =
        Optional.ofNullable(snapshot.get().ledger().syncs().get(token.sync()))
            .map(SyncState::tokenHeartbeats)
            .flatMap(heartbeats -> Optional.ofNullable(heartbeats.get(token.id())));
    return new Known(
        under,
        (under.isEmpty()
                ? "No heartbeat under this token is known to the exporter with its state in "
                : "Heartbeats: while this token was the one in use, as seen by the exporter with its"
                    + " state in ")
            + storagePath
            + ". Of several exporters each knows its own part.");
  }
}
