package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.ClientRule;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Target;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says which sync a line is a request of, and what it is evidence of. */
final class RequestSorter {
  /** The exporter's own probe, whichever exporter sent it. */
  private static final Pattern PROBE =
      Pattern.compile("userName\\s+eq\\s+\"scim-exporter-probe-", Pattern.CASE_INSENSITIVE);

  private record Endpoint(SyncConfig sync, List<String> segments) {
    private byte[] rawPath() {
      return ("/" + String.join("/", segments)).getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private final List<Endpoint> endpoints;
  private final List<byte[]> rawPaths;

  /** Sorts the lines of a log that is evidence of these syncs. */
  RequestSorter(List<SyncConfig> syncs) {
    // The longer path wins, so it is asked first.
    endpoints =
        syncs.stream()
            .map(sync -> new Endpoint(sync, UrlPath.segments(sync.endpoint().getRawPath())))
            .sorted(
                Comparator.comparing((Endpoint endpoint) -> endpoint.segments().size()).reversed())
            .toList();
    rawPaths = endpoints.stream().map(Endpoint::rawPath).toList();
  }

  /** The evidence in that line; empty if it is no request on a sync's path, or the probe's. */
  Optional<Evidence> sort(LogLine line) {
    if (!mayBeOnAPath(line)) {
      return Optional.empty();
    }
    List<String> segments = UrlPath.segments(line.path());
    for (Endpoint endpoint : endpoints) {
      int depth = endpoint.segments().size();
      if (segments.size() >= depth && segments.subList(0, depth).equals(endpoint.segments())) {
        return evidence(endpoint.sync(), segments.subList(depth, segments.size()), line);
      }
    }
    return Optional.empty();
  }

  private boolean mayBeOnAPath(LogLine line) {
    for (byte[] rawPath : rawPaths) {
      if (line.pathStartsWith(rawPath)) {
        return true;
      }
    }
    return line.isPathUnusual();
  }

  private static Optional<Evidence> evidence(SyncConfig sync, List<String> below, LogLine line) {
    if (PROBE.matcher(UrlPath.decodeQuery(line.query())).find()) {
      return Optional.empty();
    }
    if (!isClient(sync.clients(), line)) {
      return Optional.of(new Evidence.ForeignRequest(sync.name(), line.status()));
    }
    return Optional.of(
        new Evidence.Request(
            sync.name(),
            Method.of(line.method()),
            line.status(),
            Outcome.of(line.status(), Target.of(below)),
            Instant.ofEpochMilli(line.timeMillis())));
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
