package io.github.scimexporter.status;

import static io.github.scimexporter.status.Situation.EXPIRY;
import static io.github.scimexporter.status.Situation.token;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenState;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All that a status ever tells people to type. */
public final class TypedCommands {
  private TypedCommands() {}

  /** Those of this program. */
  public static Set<String> ofTheExporter() {
    Situation broken =
        new Situation()
            .probed(ProbeOutcome.UNAUTHORIZED, 401, 0)
            .unwritable()
            .unreadableRegistry()
            .refusedReload();
    Configuration configuration = broken.known().inForce().configuration();
    SyncConfig sync = configuration.syncs().get(0);
    Commands type =
        new Commands(
            configuration.file(),
            new Place(Path.of("data"), URI.create("http://localhost"), ZoneOffset.UTC, "1.0"));
    TokenSteps tokens = new TokenSteps(sync, type);
    SyncSteps steps = new SyncSteps(sync, configuration.accessLogs(), type);
    Token old = token("3f2a9c", TokenState.REPLACED, EXPIRY);
    Token next = token("77aa", TokenState.ACTIVE, EXPIRY);
    Set<String> commands = new TreeSet<>();
    Stream.concat(
            broken.board("11:00:00").exporter().stream().map(Verdict::steps),
            Stream.of(
                tokens.newToken(old, Optional.of(next)),
                tokens.rejected(next),
                tokens.unauthorized(),
                tokens.forbidden(Optional.of(next)),
                tokens.newProbeToken(old),
                tokens.probeRejected(Optional.of(old)),
                tokens.newSecret(old),
                tokens.retire(old),
                steps.notFound(),
                steps.serverErrors(),
                steps.absent(),
                steps.neverSeen(),
                steps.quarantined(),
                steps.stopped(),
                steps.unreachable(),
                steps.silent(),
                steps.logUnreadable(),
                steps.logUnparsed(),
                steps.graphUnreadable()))
        .flatMap(List::stream)
        .flatMap(step -> step.command().stream())
        .filter(command -> command.startsWith("scim-exporter "))
        .forEach(commands::add);
    return commands;
  }
}
