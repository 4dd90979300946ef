package io.github.scimexporter.metrics;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metrics of the registered tokens. */
final class TokenMetrics {
  private TokenMetrics() {}

  static List<MetricSnapshot> of(List<SyncConfig> syncs, TokenRegistry registry, Instant now) {
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
    Family remaining =
        new Family(
            "scim_token_remaining_seconds",
            "How long an unretired token is still valid; negative after its expiry.",
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
    Map<String, SyncConfig> bySync =
        syncs.stream().collect(Collectors.toMap(SyncConfig::name, Function.identity()));
    for (Token token : registry.tokens()) {
      Optional<SyncConfig> sync = Optional.ofNullable(bySync.get(token.sync()));
      if (sync.isEmpty()) {
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
        remaining.add(
            Duration.between(now, token.expiry()), token.sync(), token.id(), token.clientId());
        token
            .warningsOr(sync.get().tokenWarnings())
            .forEach(
                (severity, before) ->
                    warning.add(before, token.sync(), token.id(), severity.label()));
      }
    }
    return List.of(info.info(), expiry.gauge(), remaining.gauge(), warning.gauge());
  }
}
