package io.github.scimexporter.metrics;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metrics of the registered tokens. */
final class TokenMetrics {
  /** What they are made of. */
  record Registered(List<SyncConfig> syncs, TokenRegistry registry) {}

  private TokenMetrics() {}

  static List<MetricSnapshot> of(Registered registered) {
    Family info =
        new Family(
            "scim_token",
            "Registered tokens, retired ones too.",
            "sync",
            "token",
            "name",
            "purpose",
            "state");
    Family expiry =
        new Family(
            "scim_token_expiry_timestamp_seconds",
            "When the validity of an unretired token ends or ended.",
            "sync",
            "token",
            "client_id");
    Family warning =
        new Family(
            "scim_token_warning_seconds",
            "How long before a token's expiry to warn, as configured.",
            "sync",
            "token",
            "severity");
    Map<String, SyncConfig> bySync = bySync(registered);
    for (Token token : registered.registry().tokens()) {
      SyncConfig sync = bySync.get(token.sync());
      if (sync == null) {
        // Another exporter, which shares the registry, watches that sync.
        continue;
      }
      info.add(
          1,
          token.sync(),
          token.id(),
          token.name(),
          token.purpose().label(),
          token.state().label());
      if (token.isInUse()) {
        expiry.add(token.expiry(), token.sync(), token.id(), token.clientId());
        token
            .warningsOr(sync.tokenWarnings())
            .forEach(
                (severity, before) ->
                    warning.add(before, token.sync(), token.id(), severity.label()));
      }
    }
    return List.of(info.info(), expiry.gauge(), warning.gauge());
  }

  /** What changes as time passes. */
  static MetricSnapshot remaining(Registered registered, Instant now) {
    Family remaining =
        new Family(
            "scim_token_remaining_seconds",
            "How long an unretired token is still valid; negative after its expiry.",
            "sync",
            "token",
            "client_id");
    Map<String, SyncConfig> bySync = bySync(registered);
    for (Token token : registered.registry().tokens()) {
      if (token.isInUse() && bySync.containsKey(token.sync())) {
        remaining.add(
            Duration.between(now, token.expiry()), token.sync(), token.id(), token.clientId());
      }
    }
    return remaining.gauge();
  }

  private static Map<String, SyncConfig> bySync(Registered registered) {
    return registered.syncs().stream()
        .collect(Collectors.toMap(SyncConfig::name, Function.identity()));
  }
}
