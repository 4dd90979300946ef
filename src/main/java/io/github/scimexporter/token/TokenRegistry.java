package io.github.scimexporter.token;

import io.github.scimexporter.sync.TokenWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tokens that are registered.
 *
 * @param tokens in the order in which they were registered
 */
public record TokenRegistry(List<Token> tokens) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{1,12}");

  /** No token. */
  public static final TokenRegistry EMPTY = new TokenRegistry(List.of());

  /** Copies the list. */
  public TokenRegistry {
    tokens = List.copyOf(tokens);
  }

  /** The token with that id. */
  public Optional<Token> find(String id) {
    return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
  }

  /** The active tokens of that sync and purpose. */
  public List<Token> active(String sync, Purpose purpose) {
    return tokens.stream()
        .filter(token -> token.sync().equals(sync) && token.purpose() == purpose)
        .filter(token -> token.state() == TokenState.ACTIVE)
        .toList();
  }

  /** When each provisioning token was in use; others make no heartbeat. */
  public TokenWindows windows() {
    return new TokenWindows(
        tokens.stream()
            .filter(token -> token.purpose() == Purpose.PROVISIONING)
            .collect(
                Collectors.groupingBy(
                    Token::sync, Collectors.mapping(Token::window, Collectors.toList()))));
  }

  /**
   * The registry with one more token.
   *
   * @param replaces the id of the active token that it takes the place of
   * @param also whether it is used beside the active ones
   * @throws TokenException if it is registered already, or if it is not clear what becomes of the
   *     active ones
   */
  public TokenRegistry with(Token token, Optional<String> replaces, boolean also)
      throws TokenException {
    Optional<Token> known = find(token.id());
    if (known.isPresent()) {
      throw new TokenException(
          "token "
              + token.id()
              + " is registered already, for sync "
              + known.get().sync()
              + "; see scim-exporter token list");
    }
    Optional<Token> old = Optional.empty();
    if (replaces.isPresent()) {
      old = Optional.of(mustFind(replaces.get()));
      refuseOther(old.get(), token);
    }
    refuseUnclear(token, old, also);
    List<Token> all = new ArrayList<>(tokens);
    if (old.isPresent() && old.get().isInUse()) {
      TokenEvent registered = token.history().get(0);
      all.set(
          all.indexOf(old.get()),
          old.get()
              .in(
                  TokenState.REPLACED,
                  new TokenEvent(
                      registered.time(),
                      TokenEvent.Kind.REPLACED,
                      registered.by(),
                      Optional.of(token.id()))));
    }
    all.add(token);
    return new TokenRegistry(all);
  }

  private static void refuseOther(Token old, Token token) throws TokenException {
    if (!old.sync().equals(token.sync()) || old.purpose() != token.purpose()) {
      throw new TokenException(
          "token "
              + old.id()
              + " is the "
              + old.purpose().label()
              + " token of sync "
              + old.sync()
              + "; --replaces takes a token of the same sync and purpose");
    }
  }

  /** Whoever replaces a token that is out of use already has not said what becomes of others. */
  private void refuseUnclear(Token token, Optional<Token> old, boolean also) throws TokenException {
    List<Token> active = active(token.sync(), token.purpose());
    if (also || active.isEmpty() || old.filter(active::contains).isPresent()) {
      return;
    }
    throw new TokenException(
        old.map(other -> "token " + other.id() + " is " + other.state().label() + " already; ")
                .orElse("")
            + "sync "
            + token.sync()
            + " has an active "
            + token.purpose().label()
            + " token already; add --replaces="
            + active.get(active.size() - 1).id()
            + " if the new one takes its place, or --also if both are used");
  }

  /**
   * The registry with one token out of use.
   *
   * @param event how it came to that: retired or revoked
   * @throws TokenException if there is no such token
   */
  public TokenRegistry retire(String id, TokenEvent event) throws TokenException {
    Token token = mustFind(id);
    if (!token.isInUse() && event.kind() == TokenEvent.Kind.RETIRED) {
      return this;
    }
    List<Token> all = new ArrayList<>(tokens);
    all.set(all.indexOf(token), token.in(TokenState.RETIRED, event));
    return new TokenRegistry(all);
  }

  /**
   * The token with that id.
   *
   * @throws TokenException if there is none
   */
  public Token mustFind(String id) throws TokenException {
    return find(id)
        .orElseThrow(
            () ->
                new TokenException(
                    // What is no id may be the token itself, and is not repeated.
                    (ID.matcher(id).matches()
                            ? "token '" + id + "' is not registered"
                            : "what should be the id of a token is none")
                        + "; see scim-exporter token list"));
  }
}
