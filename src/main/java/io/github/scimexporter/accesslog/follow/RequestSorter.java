package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.ClientRule;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Target;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Says which sync a line is a request of, and what it is evidence of. */
final class RequestSorter {
  /** The exporter's own probe, whichever exporter sent it. */
  private static final Pattern PROBE =
      Pattern.compile("userName\\s+eq\\s+\"scim-exporter-probe-", Pattern.CASE_INSENSITIVE);

  private final List<Endpoint> endpoints;
  private final byte[][] prefixes;

  /** Sorts the lines of a log that is evidence of these syncs. */
  RequestSorter(List<SyncConfig> syncs) {
    // The longer path wins, so it is asked first.
    endpoints =
        Endpoint.of(syncs).stream()
            .sorted(
                Comparator.comparing((Endpoint endpoint) -> endpoint.segments().size()).reversed())
            .toList();
    prefixes = endpoints.stream().flatMap(e -> e.prefixes().stream()).toArray(byte[][]::new);
  }

  /**
   * The evidence in that line: one piece for each sync with the longest endpoint that it is on;
   * none if it is no request on a sync's path, or the probe's.
   *
   * @param now the time of reading
   */
  List<Evidence> sort(LogLine line, Instant now) {
    if (!mayBeOnAPath(line)) {
      return List.of();
    }
    List<String> path = UrlPath.segments(line.path());
    for (Endpoint endpoint : endpoints) {
      if (endpoint.contains(path)) {
        return evidence(endpoint, endpoint.below(path), line, now);
      }
    }
    return List.of();
  }

  /** Most lines are on no path: that is found out of their bytes, without making anything. */
  private boolean mayBeOnAPath(LogLine line) {
    for (byte[] prefix : prefixes) {
      if (line.pathStartsWith(prefix)) {
        return true;
      }
    }
    return line.isPathUnusual();
  }

  private List<Evidence> evidence(Endpoint found, List<String> below, LogLine line, Instant now) {
    if (PROBE.matcher(UrlPath.decodeQuery(line.query())).find()) {
      return List.of();
    }
    // Two clients may provision into one domain: each sync takes its own client's requests.
    return endpoints.stream()
        .filter(endpoint -> endpoint.segments().equals(found.segments()))
        .map(endpoint -> evidence(endpoint.sync(), below, line, now))
        .toList();
  }

  private static Evidence evidence(SyncConfig sync, List<String> below, LogLine line, Instant now) {
    if (!isClient(sync.clients(), line)) {
      return new Evidence.ForeignRequest(sync.name(), line.status());
    }
    return new Evidence.Request(
        sync.name(),
        Method.of(line.method()),
        line.status(),
        outcome(line, Target.of(below)),
        Instant.ofEpochMilli(line.timeMillis(now.toEpochMilli())),
        duration(line.durationMicros()));
  }

  /** Where a clock was set back a log can hold a negative duration; it says nothing. */
  private static OptionalLong duration(long micros) {
    return micros < 0 ? OptionalLong.empty() : OptionalLong.of(micros);
  }

  /** What a proxy refuses by itself says nothing of the token, the path or the server. */
  private static Outcome outcome(LogLine line, Target target) {
    Outcome outcome = Outcome.of(line.status(), target);
    return line.isAnsweredByProxy() && outcome != Outcome.SERVER_ERROR ? Outcome.OTHER : outcome;
  }

  private static boolean isClient(List<ClientRule> rules, LogLine line) {
    if (rules.isEmpty()) {
      return true;
    }
    Optional<InetAddress> address = ClientRule.address(line.client());
    for (ClientRule rule : rules) {
      boolean matches;
      if (rule instanceof ClientRule.User user) {
        matches = user.name().equals(line.user());
      } else {
        matches = address.filter(((ClientRule.Network) rule)::contains).isPresent();
      }
      if (matches) {
        return true;
      }
    }
    return false;
  }
}
