package io.github.scimexporter.token;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EventTime;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a sync's 401s and its registered tokens say of each other, as the alerts say it.
 *
 * @param sync what is configured
 * @param provisioning its provisioning tokens that are not retired
 * @param state what was seen of it
 * @param now the moment at which it is so
 */
public record Rejection(SyncConfig sync, List<Token> provisioning, SyncState state, Instant now) {
  /** Why the server answers 401. */
  public enum Cause {
    /** A provisioning token has lapsed. */
    TOKEN_EXPIRED,
    /** One was revoked, or another one is presented. */
    TOKEN_REJECTED,
    NO_TOKEN_REGISTERED;

    /** As in the heartbeat log. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Rejection {
    provisioning = List.copyOf(provisioning);
  }

  /** Takes those tokens of the registry that decide. */
  public static Rejection of(
      SyncConfig sync, TokenRegistry registry, SyncState state, Instant now) {
    return new Rejection(
        sync,
        registry.tokens().stream()
            .filter(token -> token.sync().equals(sync.name()))
            .filter(token -> token.isInUse() && token.purpose() == Purpose.PROVISIONING)
            .toList(),
        state,
        now);
  }

  /**
   * Until when failures count no more: the last heartbeat in an access log, or the end of a pause.
   */
  public Instant voidUntil() {
    return latest(
        state.lastSuccess(Source.ACCESS_LOG).orElse(Instant.MIN),
        sync.pausedUntil().orElse(Instant.MIN));
  }

  /** Since when a 401 has been the sync's latest word; empty while it is not. */
  public Optional<Instant> since() {
    return state
        .lastFailure(Outcome.UNAUTHORIZED)
        .filter(last -> last.isAfter(voidUntil()))
        .map(last -> latest(state.failingSince(Outcome.UNAUTHORIZED).orElse(last), voidUntil()));
  }

  /** Why the server answers 401, or would. */
  public Cause cause() {
    if (provisioning.isEmpty()) {
      return Cause.NO_TOKEN_REGISTERED;
    }
    return provisioning.stream().anyMatch(this::isLapsed)
        ? Cause.TOKEN_EXPIRED
        : Cause.TOKEN_REJECTED;
  }

  /**
   * Whether a provisioning token that is not retired is past its expiry, and nothing shows that
   * another one is in use: no heartbeat came more than two minutes after, since clocks differ. A
   * replaced one lapses only once a 401 not earlier than its expiry is the sync's latest word:
   * until then its replacement is simply not yet in use.
   */
  public boolean isLapsed(Token token) {
    Instant expiry = token.expiry();
    boolean outlived =
        lastHeartbeat().filter(expiry.plus(EventTime.MAX_AHEAD)::isBefore).isPresent();
    if (!expiry.isBefore(now) || outlived) {
      return false;
    }
    // Lines carry whole seconds, cut off: a 401 in the very second of the expiry came after it.
    return token.state() != TokenState.REPLACED
        || (since().isPresent()
            && state
                .lastFailure(Outcome.UNAUTHORIZED)
                .filter(last -> !last.isBefore(expiry))
                .isPresent());
  }

  /** Entra's word counts only where no log speaks. */
  private Optional<Instant> lastHeartbeat() {
    return sync.logs().isEmpty() ? state.lastHeartbeat() : state.lastSuccess(Source.ACCESS_LOG);
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
