package io.github.scimexporter.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A token as scripts are shown it.
 *
 * @param warnings its own steps; empty where those of its sync count
 */
record TokenRow(
    String id,
    String name,
    String sync,
    String purpose,
    @JsonProperty("client_id") String clientId,
    List<String> scopes,
    @Nullable String issued,
    String expiry,
    Map<String, String> warnings,
    String state) {
  static TokenRow of(Token token) {
    return new TokenRow(
        token.id(),
        token.name(),
        token.sync(),
        token.purpose().label(),
        token.clientId(),
        token.scopes(),
        token.issued().map(Instant::toString).orElse(null),
        token.expiry().toString(),
        written(token.warnings()),
        token.state().label());
  }

  /** The lightest step first. */
  private static Map<String, String> written(Map<Severity, Duration> steps) {
    Map<String, String> written = new LinkedHashMap<>();
    new TreeMap<>(steps)
        .forEach((step, before) -> written.put(step.label(), PrometheusDuration.format(before)));
    return written;
  }
}
