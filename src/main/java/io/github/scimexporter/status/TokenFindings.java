package io.github.scimexporter.status;

import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the alerts tell of the tokens of one sync.
 *
 * @param facts what is known of it
 * @param tokens those of its tokens that are not retired
 * @param steps what to do
 * @param times how times are told
 */
record TokenFindings(SyncFacts facts, List<Token> tokens, TokenSteps steps, Times times) {
  List<Finding> all() {
    List<Finding> found = new ArrayList<>();
    List<Token> lapsed = provisioning().stream().filter(facts.rejection()::isLapsed).toList();
    lapsed.forEach(token -> found.add(lapsed(token)));
    facts.rejection().since().flatMap(this::refused).ifPresent(found::add);
    for (Token token : tokens) {
      if (!token.expiry().isBefore(facts.now())) {
        step(token, facts).ifPresent(step -> found.add(expiring(token, step)));
      } else if (token.purpose() != Purpose.PROVISIONING) {
        found.add(ownExpired(token));
      } else if (!lapsed.contains(token)) {
        found.add(toRetire(token));
      }
    }
    found.addAll(probeRefused());
    return found;
  }

  /** How urgent a token is that is not retired. */
  static Level level(Token token, SyncFacts facts) {
    if (!token.expiry().isBefore(facts.now())) {
      return step(token, facts).map(TokenFindings::level).orElse(Level.OK);
    }
    if (token.purpose() != Purpose.PROVISIONING) {
      return Level.WARNING;
    }
    return facts.rejection().isLapsed(token) ? Level.CRITICAL : Level.INFO;
  }

  /** The gravest step that it is in. */
  private static Optional<Severity> step(Token token, SyncFacts facts) {
    Duration left = Duration.between(facts.now(), token.expiry());
    return token.warningsOr(facts.sync().tokenWarnings()).entrySet().stream()
        .filter(step -> step.getValue().compareTo(left) >= 0)
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }

  private static Level level(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Level.CRITICAL;
      case WARNING -> Level.WARNING;
      case INFO -> Level.INFO;
    };
  }

  /** The one that ends last on top: it was in use last. */
  private List<Token> provisioning() {
    return facts.rejection().provisioning().stream()
        .sorted(Comparator.comparing(Token::expiry).reversed())
        .toList();
  }

  private Finding lapsed(Token token) {
    Optional<Instant> since = facts.rejection().since();
    boolean replaced = token.state() == TokenState.REPLACED;
    String expired = name(token) + " expired " + times.at(token.expiry());
    String so =
        since
            .map(time -> "Rejected since " + times.point(time) + ": " + expired)
            .orElseGet(() -> capital(expired) + ", and nothing shows that another one is in use");
    String sentence =
        replaced
            ? so + "; the one registered in its place was never put in place."
            : so + ". Issue a new one.";
    List<String> reasons = new ArrayList<>();
    if (since.isEmpty()) {
      reasons.add("No 401 was seen since: the client may not have called.");
    }
    reasons.addAll(Reasons.of(facts, times));
    return finding(
        Alert.TOKEN_EXPIRED,
        sentence,
        since.orElse(token.expiry()),
        reasons,
        steps.newToken(token, replaced ? inUse() : Optional.empty()));
  }

  /** What a token that has lapsed does not explain. */
  private Optional<Finding> refused(Instant since) {
    return switch (facts.rejection().cause()) {
      case TOKEN_EXPIRED -> Optional.empty();
      case TOKEN_REJECTED -> known().map(token -> rejected(token, since));
      case NO_TOKEN_REGISTERED -> Optional.of(unauthorized(since));
    };
  }

  private Finding rejected(Token known, Instant since) {
    List<String> reasons = new ArrayList<>();
    provisioning()
        .forEach(
            token ->
                reasons.add(
                    "Registered: "
                        + name(token)
                        + ", until "
                        + times.point(token.expiry())
                        + ", "
                        + token.state().label()
                        + "."));
    reasons.addAll(Reasons.of(facts, times));
    return finding(
        Alert.TOKEN_REJECTED,
        "Rejected since "
            + times.point(since)
            + ": the server answers 401, though no token in use has expired. One was revoked, or the"
            + " client presents another.",
        since,
        reasons,
        steps.rejected(known));
  }

  private Finding unauthorized(Instant since) {
    List<String> reasons = new ArrayList<>();
    reasons.add("No provisioning token in use is registered for this sync.");
    reasons.addAll(Reasons.of(facts, times));
    return finding(
        Alert.UNAUTHORIZED,
        "Rejected since "
            + times.point(since)
            + ": the server answers 401. No token is registered, so it cannot be told whether it has"
            + " expired.",
        since,
        reasons,
        steps.unauthorized());
  }

  private Finding expiring(Token token, Severity step) {
    Duration before =
        token.warningsOr(facts.sync().tokenWarnings()).getOrDefault(step, Duration.ZERO);
    return new Finding(
        Alert.TOKEN_EXPIRING,
        false,
        new Verdict(
            level(step),
            Optional.of(Alert.TOKEN_EXPIRING.title()),
            capital(name(token))
                + " expires "
                + times.ahead(token.expiry())
                + ", "
                + times.at(token.expiry())
                + ".",
            Optional.of(token.expiry().minus(before)),
            List.of(
                "Its warning step "
                    + step.label()
                    + " begins "
                    + PrometheusDuration.format(before)
                    + " before its end."),
            renew(token)));
  }

  private Finding ownExpired(Token token) {
    return new Finding(
        Alert.OWN_TOKEN_EXPIRED,
        false,
        new Verdict(
            Level.WARNING,
            Optional.of(Alert.OWN_TOKEN_EXPIRED.title()),
            "The exporter's own "
                + name(token)
                + " expired "
                + times.at(token.expiry())
                + ". Provisioning is not affected; the exporter sees less of it.",
            Optional.of(token.expiry()),
            List.of("Its purpose is " + token.purpose().label() + "."),
            renew(token)));
  }

  private Finding toRetire(Token token) {
    return new Finding(
        Alert.TOKEN_TO_RETIRE,
        false,
        new Verdict(
            Level.INFO,
            Optional.of(Alert.TOKEN_TO_RETIRE.title()),
            capital(name(token)) + " expired " + times.at(token.expiry()) + " and can be retired.",
            Optional.of(token.expiry()),
            List.of(
                token.state() == TokenState.REPLACED
                    ? "It has been replaced, and no 401 says that the client still presents it."
                    : "Heartbeats came later, so another token is in use (or the date that was"
                        + " registered is not the server's)."),
            steps.retire(token)));
  }

  private List<Finding> probeRefused() {
    boolean refused =
        facts.probe().filter(last -> last.outcome() == ProbeOutcome.UNAUTHORIZED).isPresent();
    if (!refused || facts.rejection().since().isPresent() || facts.missed() >= 1) {
      return List.of();
    }
    List<Token> own =
        tokens.stream()
            .filter(token -> token.purpose() == Purpose.PROBE && token.state() == TokenState.ACTIVE)
            .toList();
    if (own.isEmpty()) {
      return List.of(probeRefused(Optional.empty()));
    }
    // An expired one is told as that.
    return own.stream()
        .filter(token -> !token.expiry().isBefore(facts.now()))
        .map(token -> probeRefused(Optional.of(token)))
        .toList();
  }

  private Finding probeRefused(Optional<Token> token) {
    return new Finding(
        Alert.PROBE_REJECTED,
        false,
        new Verdict(
            Level.WARNING,
            Optional.of(Alert.PROBE_REJECTED.title()),
            "The exporter's own "
                + token.map(TokenFindings::name).orElse("probe token")
                + " is refused. Provisioning is not affected; the exporter sees less of it.",
            Optional.empty(),
            List.of("The last probe was answered 401, while the sync itself works."),
            steps.probeRejected(token)));
  }

  private List<Step> renew(Token token) {
    return switch (token.purpose()) {
      case PROVISIONING ->
          steps.newToken(token, token.state() == TokenState.REPLACED ? inUse() : Optional.empty());
      case PROBE -> steps.newProbeToken(token);
      case GRAPH -> steps.newSecret(token);
    };
  }

  /** The token that the client should present; else one that it may. */
  Optional<Token> known() {
    return inUse().or(() -> provisioning().stream().findFirst());
  }

  private Optional<Token> inUse() {
    return provisioning().stream().filter(token -> token.state() == TokenState.ACTIVE).findFirst();
  }

  private static Finding finding(
      Alert alert, String sentence, Instant since, List<String> reasons, List<Step> steps) {
    return new Finding(
        alert,
        true,
        new Verdict(
            Level.CRITICAL,
            Optional.of(alert.title()),
            sentence,
            Optional.of(since),
            reasons,
            steps));
  }

  private static String name(Token token) {
    return "token \"" + token.name() + "\" (" + token.id() + ")";
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
