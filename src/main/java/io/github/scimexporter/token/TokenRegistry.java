package io.github.scimexporter.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that are registered.
 *
 * @param tokens in the order in which they were registered
 */
public record TokenRegistry(List<Token> tokens) {
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
    List<Token> active = active(token.sync(), token.purpose());
    if (replaces.isEmpty() && !also && !active.isEmpty()) {
      throw new TokenException(
          "sync "
              + token.sync()
              + " has an active "
              + token.purpose().label()
              + " token already; add --replaces="
              + active.get(active.size() - 1).id()
              + " if the new one takes its place, or --also if both are used");
    }
    List<Token> all = new ArrayList<>(tokens);
    if (replaces.isPresent()) {
      Token old = mustFind(replaces.get());
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
      if (old.isInUse()) {
        TokenEvent registered = token.history().get(0);
        all.set(
            all.indexOf(old),
            old.in(
                TokenState.REPLACED,
                new TokenEvent(
                    registered.time(),
                    TokenEvent.Kind.REPLACED,
                    registered.by(),
                    Optional.of(token.id()))));
      }
    }
    all.add(token);
    return new TokenRegistry(all);
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

  private Token mustFind(String id) throws TokenException {
    return find(id)
        .orElseThrow(
            () ->
                new TokenException(
                    "token '" + id + "' is not registered; see scim-exporter token list"));
  }
}
