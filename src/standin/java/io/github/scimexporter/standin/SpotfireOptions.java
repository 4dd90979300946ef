package io.github.scimexporter.standin;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a {@link SpotfireStandIn} is set up.
 *
 * @param domains the SCIM domains it knows, at least one
 * @param logs the access logs it writes, each under file names of its own
 * @param port TCP port on loopback; 0 for any free one
 * @param tls how it speaks TLS; empty: in clear
 */
public record SpotfireOptions(
    Set<String> domains, List<ValveLog> logs, int port, Optional<ServerTls> tls) {
  public SpotfireOptions {
    domains = Set.copyOf(domains);
    logs = List.copyOf(logs);
    if (domains.isEmpty() || domains.stream().anyMatch(d -> !d.matches("[A-Za-z0-9._-]+"))) {
      throw new IllegalArgumentException(
          "domains are " + domains + "; want one or more of letters, digits, dot, _ and -");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port is " + port + "; want 0 to 65535");
    }
    Set<String> globs = new HashSet<>();
    for (ValveLog log : logs) {
      if (!globs.add(log.glob())) {
        throw new IllegalArgumentException("two logs would write the same files: " + log.glob());
      }
    }
  }

  /** Returns the domain SPOTFIRE, no logs, any free port. */
  public static SpotfireOptions defaults() {
    return new SpotfireOptions(Set.of("SPOTFIRE"), List.of(), 0, Optional.empty());
  }

  /** Returns these options with other domains. */
  public SpotfireOptions withDomains(String... newDomains) {
    return new SpotfireOptions(Set.of(newDomains), logs, port, tls);
  }

  /** Returns these options with one more log. */
  public SpotfireOptions withLog(ValveLog log) {
    return new SpotfireOptions(
        domains, Stream.concat(logs.stream(), Stream.of(log)).toList(), port, tls);
  }

  /** Returns these options with another port. */
  public SpotfireOptions withPort(int newPort) {
    return new SpotfireOptions(domains, logs, newPort, tls);
  }

  /** Returns these options with TLS. */
  public SpotfireOptions withTls(ServerTls newTls) {
    return new SpotfireOptions(domains, logs, port, Optional.of(newTls));
  }
}
