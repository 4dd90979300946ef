package io.github.scimexporter.heartbeatlog;

import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.heartbeatlog.HeartbeatEvent.Kind;
import io.github.scimexporter.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells when a token of one sync enters a warning step, and when it expires. */
final class TokenWatch {
  private record View(boolean expired, Optional<Severity> step) {}

  private SyncConfig sync;
  private final Map<String, View> views = new HashMap<>();

  /** Goes on from what is known; it is not told. */
  TokenWatch(SyncConfig sync, List<Token> tokens, Instant now) {
    this.sync = sync;
    tokens.forEach(token -> views.put(token.id(), view(token, now)));
  }

  /** Goes on by another configuration of the same sync. */
  void configure(SyncConfig next) {
    sync = next;
  }

  /** What has happened since. A token that is new is compared with one that is far from its end. */
  List<HeartbeatEvent> update(List<Token> tokens, Instant now) {
    List<HeartbeatEvent> events = new ArrayList<>();
    for (Token token : tokens) {
      View is = view(token, now);
      View was = views.put(token.id(), is);
      boolean wasExpired = was != null && was.expired();
      Optional<Severity> step = was == null ? Optional.empty() : was.step();
      if (is.expired() && !wasExpired) {
        events.add(event(token, token.expiry(), Kind.TOKEN_EXPIRED, Optional.empty()));
      } else if (is.step().isPresent() && step.map(is.step().get()::compareTo).orElse(1) > 0) {
        events.add(event(token, now, Kind.TOKEN_WARNING, is.step()));
      }
    }
    return events;
  }

  private HeartbeatEvent event(Token token, Instant time, Kind kind, Optional<Severity> severity) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("token", token.id());
    details.put("name", token.name());
    details.put("purpose", token.purpose().label());
    severity.ifPresent(step -> details.put("severity", step.label()));
    details.put("expiry", HeartbeatEvent.text(token.expiry()));
    return HeartbeatEvent.of(time, sync.name(), kind, details);
  }

  private View view(Token token, Instant now) {
    if (!token.isInUse()) {
      return new View(false, Optional.empty());
    }
    Map<Severity, Duration> steps = token.warningsOr(sync.tokenWarnings());
    return new View(
        !token.expiry().isAfter(now),
        steps.entrySet().stream()
            .filter(step -> !token.expiry().minus(step.getValue()).isAfter(now))
            .map(Map.Entry::getKey)
            .max(Severity::compareTo));
  }
}
