package io.github.scimexporter.cli;

import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.token.IssuedToken;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A token that is to be registered: what is known of it without having seen it.
 *
 * @param sync the sync that uses it
 * @param registry the file of the registry
 * @param purpose what it is for
 * @param name what people call it; may be empty
 * @param clientId the OAuth client that it was issued to; may be empty
 * @param scopes what it allows; may be empty
 * @param issued when it was issued, where that is known
 * @param warnings the steps that warn of it; empty: those of its sync
 * @param replaces the id of the token that it takes the place of
 * @param also whether it is used beside the active ones
 */
record TokenRegistration(
    SyncConfig sync,
    Path registry,
    Purpose purpose,
    String name,
    String clientId,
    List<String> scopes,
    Optional<Instant> issued,
    Map<Severity, Duration> warnings,
    Optional<String> replaces,
    boolean also) {
  /** No token's id, for one that is still to be issued. */
  private static final String NOT_YET = "";

  /** Copies list and map. */
  TokenRegistration {
    scopes = List.copyOf(scopes);
    warnings = Map.copyOf(warnings);
  }

  /** The same, with the time at which it was issued. */
  TokenRegistration issuedAt(Optional<Instant> time) {
    return with(clientId, scopes, time);
  }

  /** The same, with what the arguments of the tool say where nothing else does. */
  TokenRegistration issuedBy(ToolArguments tool, Instant time) {
    return with(
        clientId.isEmpty() ? tool.clientId() : clientId,
        scopes.isEmpty() ? tool.scopes() : scopes,
        Optional.of(time));
  }

  /** The same, with what the token says itself where nothing else does. */
  private TokenRegistration saidBy(IssuedToken token) {
    return with(
        clientId.isEmpty() ? token.clientId() : clientId,
        scopes.isEmpty() ? token.scopes() : scopes,
        issued.or(token::issued));
  }

  private TokenRegistration with(
      String newClientId, List<String> newScopes, Optional<Instant> newIssued) {
    return new TokenRegistration(
        sync, registry, purpose, name, newClientId, newScopes, newIssued, warnings, replaces, also);
  }

  /**
   * Refuses what {@link #register} would refuse of any token, and changes nothing.
   *
   * @throws TokenException if the registry cannot be read or written, or if it is not clear what
   *     becomes of the active tokens
   */
  void rehearse(Instant now) throws TokenException {
    refuseUnfit();
    Token token = token(NOT_YET, now, now);
    new RegistryFile(registry).rehearse(known -> known.with(token, replaces, also));
  }

  /**
   * Enters it in the registry, and reports that.
   *
   * @param expired whether its validity may have ended already
   * @throws TokenException if it is refused; the registry is as before
   */
  void register(IssuedToken token, boolean expired, Instant now, PrintWriter out)
      throws TokenException {
    refuseUnfit();
    if (!expired && token.expiry().isBefore(now)) {
      throw new TokenException(
          "the token's validity ended on "
              + Words.utc(token.expiry())
              + "; add --expired to register it for the record");
    }
    TokenRegistration whole = saidBy(token);
    if (whole.issued.isPresent() && !whole.issued.get().isBefore(token.expiry())) {
      throw new TokenException(
          "the token would have been issued on "
              + Words.utc(whole.issued.get())
              + ", and not before its validity ended on "
              + Words.utc(token.expiry())
              + "; correct --issued or the date of its end");
    }
    Token registered = whole.token(token.id(), token.expiry(), now);
    TokenRegistry all =
        new RegistryFile(registry).update(known -> known.with(registered, replaces, also));
    report(token, now, replaces.flatMap(all::find), out);
  }

  private Token token(String id, Instant expiry, Instant now) {
    return new Token(
        id,
        name,
        sync.name(),
        purpose,
        clientId,
        scopes,
        issued,
        expiry,
        warnings,
        TokenState.ACTIVE,
        List.of(new TokenEvent(now, TokenEvent.Kind.REGISTERED, Actors.self())));
  }

  /** What is said of a token is shown everywhere, in one line. */
  private void refuseUnfit() throws TokenException {
    refuseUnfit("--name", name);
    refuseUnfit("--client-id", clientId);
    refuseUnfit("--scope", String.join(" ", scopes));
  }

  private static void refuseUnfit(String flag, String text) throws TokenException {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new TokenException(flag + ": holds a control character; write one line of text");
    }
  }

  private void report(IssuedToken issuedToken, Instant now, Optional<Token> old, PrintWriter out) {
    out.printf("Registered token %s for sync %s.%n", issuedToken.id(), sync.name());
    Duration remaining = Duration.between(now, issuedToken.expiry());
    out.printf(
        "It %s on %s (%s), %s.%n",
        remaining.isNegative() ? "expired" : "expires",
        Words.utc(issuedToken.expiry()),
        Words.in(ZoneId.systemDefault(), issuedToken.expiry()),
        remaining.isNegative()
            ? Words.duration(remaining.negated()) + " ago"
            : "in " + Words.duration(remaining));
    if (!issuedToken.note().isEmpty()) {
      out.printf("In reading the date, %s.%n", issuedToken.note());
    }
    old.ifPresent(token -> sayReplaced(token, out));
    out.flush();
  }

  private static void sayReplaced(Token old, PrintWriter out) {
    if (!old.isInUse()) {
      out.printf("It replaces token %s, which is retired already.%n", old.id());
      return;
    }
    out.printf(
        "It replaces token %s. Once the new one is in use everywhere, retire the old one:%n"
            + "  scim-exporter token retire --config.file=FILE %s%n",
        old.id(), old.id());
  }
}
