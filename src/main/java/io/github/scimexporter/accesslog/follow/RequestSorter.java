package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.ClientRule;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Target;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Says which sync a line is a request of, and what it is evidence of. */
final class RequestSorter {
  /** The exporter's own probe, whichever exporter sent it. */
  private static final Pattern PROBE =
      Pattern.compile("userName\\s+eq\\s+\"scim-exporter-probe-", Pattern.CASE_INSENSITIVE);

  /** What every probe has in its query. */
  private static final byte[] PROBE_NAME = "scim-exporter-probe-".getBytes(US_ASCII);

  private static final Method[] METHODS = Method.values();

  private final Routes routes;
  private final Anchors anchors;

  /** Sorts the lines of a log that is evidence of these syncs. */
  RequestSorter(List<SyncConfig> syncs) {
    List<Endpoint> endpoints = Endpoint.of(syncs);
    routes = new Routes(endpoints);
    anchors = Anchors.of(endpoints);
  }

  /** One of them stands in every line that is evidence. */
  Anchors anchors() {
    return anchors;
  }

  /**
   * The evidence in that line: one piece for each sync with the longest endpoint that it is on;
   * none if it is no request on a sync's path, or the probe's.
   *
   * @param now the time of reading
   */
  List<Evidence> sort(LogLine line, Instant now) {
    Route route = routes.of(line);
    List<Endpoint> endpoints = route.endpoints();
    if (route.isNone() || isProbe(line)) {
      return List.of();
    }
    if (endpoints.size() == 1) {
      return List.of(evidence(endpoints.get(0).sync(), route.target(), line, now));
    }
    // Two clients may provision into one domain: each sync takes its own client's requests.
    return endpoints.stream()
        .map(endpoint -> evidence(endpoint.sync(), route.target(), line, now))
        .toList();
  }

  private static boolean isProbe(LogLine line) {
    return line.queryMayHold(PROBE_NAME) && PROBE.matcher(UrlPath.decodeQuery(line.query())).find();
  }

  private static Evidence evidence(SyncConfig sync, Target target, LogLine line, Instant now) {
    if (!isClient(sync.clients(), line)) {
      return new Evidence.ForeignRequest(sync.name(), line.status());
    }
    return new Evidence.Request(
        sync.name(),
        method(line),
        line.status(),
        outcome(line, target),
        Instant.ofEpochMilli(line.timeMillis(now.toEpochMilli())),
        duration(line.durationMicros()));
  }

  private static Method method(LogLine line) {
    for (Method method : METHODS) {
      if (method != Method.OTHER && line.isMethod(method.label())) {
        return method;
      }
    }
    return Method.OTHER;
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
