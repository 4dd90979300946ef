package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.probe.Answer;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Says what to do about a token, from what the registry and the server say of it.
 *
 * @param asked the sync whose endpoint was asked
 */
record TokenAdvice(Configuration configuration, Optional<SyncConfig> asked, Instant now) {
  /** Whether the registry knows it as in use, and the server accepts it. */
  static boolean isGood(Optional<Token> token, Optional<Answer> answer) {
    return token.filter(Token::isInUse).isPresent()
        && answer.filter(Answer.Accepted.class::isInstance).isPresent();
  }

  /** What to do next: lines of text, of which commands are indented. */
  String next(String id, Optional<Token> token, Optional<Answer> answer) {
    if (answer.isEmpty()) {
      return "Try it where it is used: scim-exporter sends it to no SCIM endpoint.";
    }
    if (answer.get() instanceof Answer.Accepted) {
      return token.map(this::acceptedAndKnown).orElseGet(this::acceptedAndUnknown);
    }
    if (answer.get() instanceof Answer.Unauthorized refusal) {
      return token.map(this::refusedAndKnown).orElseGet(() -> refusedAndUnknown(refusal));
    }
    return answer.get().advice();
  }

  private String acceptedAndKnown(Token token) {
    return switch (token.state()) {
      case RETIRED ->
          "It is retired here, and still opens the server: revoke it there.\n"
              + "  config revoke-token --token=TOKEN";
      case REPLACED ->
          "Its replacement is registered. Once the client presents that one, revoke this one on"
              + " the server, and retire it here:\n"
              + command("retire", token.id());
      case ACTIVE -> {
        if (!now.isBefore(token.expiry())) {
          yield "The server accepts it past the end that is registered: compare that with what was"
              + " printed when it was issued, and the clocks.";
        }
        if (Duration.between(now, token.expiry()).compareTo(firstWarning(token)) < 0) {
          yield "It ends soon: issue a new one, and register that in its place:\n" + replace(token);
        }
        yield token.purpose() == Purpose.PROVISIONING
            ? "Nothing. If the sync is refused all the same, its client presents another token:"
                + " give it this one."
            : "Nothing.";
      }
    };
  }

  private String acceptedAndUnknown() {
    return "Register it, or nobody is told when it ends: give this what was printed when it was"
        + " issued, or add --valid-until=DATE:\n"
        + "  scim-exporter token add --config.file="
        + configuration.file()
        + sync();
  }

  private String refusedAndKnown(Token token) {
    return switch (token.state()) {
      case RETIRED -> "Nothing: it is out of use, and the server refuses it.";
      case REPLACED ->
          "It is replaced, and the server refuses it: once the client presents its replacement,"
              + " retire it.\n"
              + command("retire", token.id());
      case ACTIVE ->
          now.isBefore(token.expiry())
              ? "It was revoked before its end, or the endpoint is not that of its server ("
                  + "a 401 does not prove that the URL is right). If it was revoked, issue a new"
                  + " one, and register that in its place:\n"
                  + replace(token)
              : "It has expired: issue a new one, and register that in its place:\n"
                  + replace(token);
    };
  }

  private static String refusedAndUnknown(Answer.Unauthorized refusal) {
    return "Neither the registry nor the server knows it. " + refusal.advice();
  }

  private String replace(Token token) {
    return command("add", "--sync=" + token.sync() + " --replaces=" + token.id());
  }

  private String command(String name, String arguments) {
    return "  scim-exporter token "
        + name
        + " --config.file="
        + configuration.file()
        + " "
        + arguments;
  }

  private String sync() {
    return asked.map(sync -> " --sync=" + sync.name()).orElse("");
  }

  /** How long before its end the first warning comes; zero where none does. */
  private Duration firstWarning(Token token) {
    Map<Severity, Duration> steps =
        token.warningsOr(asked.map(SyncConfig::tokenWarnings).orElse(Map.of()));
    return steps.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
