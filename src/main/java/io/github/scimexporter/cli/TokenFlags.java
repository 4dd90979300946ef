package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.WarningSteps;
import io.github.scimexporter.token.Purpose;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The flags that say what a new token is, for each command that registers one. */
final class TokenFlags {
  /** What becomes of the active token of the same sync and purpose. */
  static final class Others {
    @Option(
        names = "--replaces",
        paramLabel = "ID",
        description = "The active token that the new one takes the place of.")
    private @Nullable String replaces;

    @Option(names = "--also", description = "The new one is used beside the active ones.")
    private boolean also;
  }

  @Option(
      names = "--sync",
      required = true,
      paramLabel = "NAME",
      description = "The sync that uses it.")
  private String sync = "";

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      defaultValue = "provisioning",
      description = "provisioning, probe or graph (default: ${DEFAULT-VALUE}).")
  private Purpose purpose = Purpose.PROVISIONING;

  @Option(names = "--name", paramLabel = "TEXT", description = "What people call it.")
  private @Nullable String name;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      defaultValue = "",
      description = "The OAuth client that it was issued to.")
  private String clientId = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "What it allows; may be given more than once.")
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--warn",
      paramLabel = "STEP=DURATION",
      description = {
        "How long before its expiry to warn, in place of the sync's token_warnings: info, warning"
            + " or critical, e.g. --warn=warning=60d --warn=critical=14d."
      })
  private List<String> warn = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The time zone of dates that do not tell it, e.g. Europe/Brussels.")
  private @Nullable String zone;

  @ArgGroup private @Nullable Others others;

  /** The time zone, where one was given. */
  Optional<ZoneId> zone() throws CommandFailure {
    if (zone == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new CommandFailure(
          "--zone=" + zone + ": is not a time zone; write e.g. Europe/Brussels or UTC", e);
    }
  }

  /**
   * The registration that they ask for.
   *
   * @throws CommandFailure if the sync is not configured, or a step is none
   */
  TokenRegistration registration(Configuration configuration) throws CommandFailure {
    return new TokenRegistration(
        Syncs.named(configuration, sync),
        configuration.tokenRegistry(),
        purpose,
        name == null ? "" : name,
        clientId,
        // A scope has no blanks (RFC 6749, section 3.3), so that several may be given as one text.
        scopes.stream()
            .flatMap(text -> Stream.of(text.split(" ", -1)))
            .filter(scope -> !scope.isEmpty())
            .toList(),
        Optional.empty(),
        warnings(),
        replaces(),
        others != null && others.also);
  }

  private Optional<String> replaces() {
    return Optional.ofNullable(others).map(given -> given.replaces);
  }

  private Map<Severity, Duration> warnings() throws CommandFailure {
    Map<Severity, Duration> steps = new EnumMap<>(Severity.class);
    for (String given : warn) {
      String[] parts = given.split("=", 2);
      Severity step = step(given, parts[0]);
      if (parts.length < 2) {
        throw wrong(given, "has no duration; write e.g. --warn=" + step.label() + "=30d");
      }
      try {
        if (steps.put(step, PrometheusDuration.parse(parts[1])) != null) {
          throw wrong(given, "the step stands twice; give each once");
        }
      } catch (IllegalArgumentException e) {
        throw wrong(given, String.valueOf(e.getMessage()));
      }
    }
    Optional<Severity> misplaced = WarningSteps.misplaced(steps);
    if (misplaced.isPresent()) {
      throw wrong(
          misplaced.get().label(),
          WarningSteps.RULE + ", e.g. --warn=warning=30d --warn=critical=7d");
    }
    return steps;
  }

  private static Severity step(String given, String label) throws CommandFailure {
    return Stream.of(Severity.values())
        .filter(step -> step.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    given, "is no step; write info, warning or critical, e.g. --warn=warning=30d"));
  }

  private static CommandFailure wrong(String given, String what) {
    return new CommandFailure("--warn=" + given + ": " + what);
  }

  /**
   * What is said of a token is shown everywhere, as its value never may be.
   *
   * @throws CommandFailure if a flag holds the token
   */
  void refuseHolding(Secret token) throws CommandFailure {
    refuseHolding(token, "--name", Stream.ofNullable(name));
    refuseHolding(token, "--client-id", Stream.of(clientId));
    refuseHolding(token, "--scope", scopes.stream());
    refuseHolding(token, "--replaces", replaces().stream());
  }

  /** The same of one flag. */
  static void refuseHolding(Secret token, String flag, Stream<String> given) throws CommandFailure {
    if (given.anyMatch(text -> text.contains(token.reveal()))) {
      throw new CommandFailure(
          flag + ": holds the token itself; write what may be shown to everybody");
    }
  }
}
