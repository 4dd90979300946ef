package io.github.scimexporter.cli;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.token.IssuedToken;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
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
    Optional<String> replaces,
    boolean also) {
  /** No token's id, for one that is still to be issued. */
  private static final String NOT_YET = "";

  /** Copies the list. */
  TokenRegistration {
    scopes = List.copyOf(scopes);
  }

  /** The same, with what the arguments of the tool say where nothing else does. */
  TokenRegistration issuedBy(ToolArguments tool, Instant time) {
    return new TokenRegistration(
        sync,
        registry,
        purpose,
        name,
        clientId.isEmpty() ? tool.clientId() : clientId,
        scopes.isEmpty() ? tool.scopes() : scopes,
        Optional.of(time),
        replaces,
        also);
  }

  /**
   * Refuses what {@link #register} would refuse of any token, and changes nothing.
   *
   * @throws TokenException if the registry cannot be read or written, or if it is not clear what
   *     becomes of the active tokens
   */
  void rehearse(Instant now) throws TokenException {
    checkName(NOT_YET);
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
    checkName(token.id());
    if (!expired && token.expiry().isBefore(now)) {
      throw new TokenException(
          "the token's validity ended on "
              + Words.utc(token.expiry())
              + "; add --expired to register it for the record");
    }
    Token registered = token(token.id(), token.expiry(), now);
    new RegistryFile(registry).update(known -> known.with(registered, replaces, also));
    report(token, now, out);
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
        Map.of(),
        TokenState.ACTIVE,
        List.of(new TokenEvent(now, TokenEvent.Kind.REGISTERED, Actors.self())));
  }

  /** The name is shown everywhere, as the token's value never may be. */
  private void checkName(String id) throws TokenException {
    if (Token.idOf(name.strip()).equals(id)) {
      throw new TokenException("--name: is the token itself; give it a name that may be shown");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new TokenException("--name: holds a control character; write one line of text");
    }
  }

  private void report(IssuedToken token, Instant now, PrintWriter out) {
    out.printf("Registered token %s for sync %s.%n", token.id(), sync.name());
    Duration remaining = Duration.between(now, token.expiry());
    out.printf(
        "It %s on %s (%s), %s.%n",
        remaining.isNegative() ? "expired" : "expires",
        Words.utc(token.expiry()),
        Words.in(ZoneId.systemDefault(), token.expiry()),
        remaining.isNegative()
            ? Words.duration(remaining.negated()) + " ago"
            : "in " + Words.duration(remaining));
    if (!token.note().isEmpty()) {
      out.printf("In reading the date, %s.%n", token.note());
    }
    replaces.ifPresent(
        old ->
            out.printf(
                "It replaces token %s. Once the new one is in use everywhere, retire the old one:%n"
                    + "  scim-exporter token retire --config.file=FILE %s%n",
                old, old));
    out.flush();
  }
}
