package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.config.SyncConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which paths are on a sync's endpoint.
 *
 * <p>Spotfire's own pages write its SCIM paths with and without {@code rest/}, so that both are the
 * same here: {@code /spotfire/api/rest/scim/v2/DOMAIN} and {@code /spotfire/api/scim/v2/DOMAIN}.
 * How Spotfire compares the domain is documented nowhere; its NetBIOS and DNS names have no letter
 * case where they come from, so that a path whose domain differs in nothing else is taken for the
 * same.
 *
 * @param sync the sync
 * @param segments the decoded segments of its path, with {@code rest} where that is Spotfire's
 * @param anyCase whether the letter case of the domain does not matter
 */
record Endpoint(SyncConfig sync, List<String> segments, boolean anyCase) {
  private static final List<String> SPOTFIRE = List.of("spotfire", "api", "rest", "scim", "v2");
  private static final List<String> SPOTFIRE_SHORT = List.of("spotfire", "api", "scim", "v2");
  private static final int DOMAIN = SPOTFIRE.size();
  private static final int REST = SPOTFIRE.indexOf("rest");

  /** Copies the segments. */
  Endpoint {
    segments = List.copyOf(segments);
  }

  /**
   * The endpoints of syncs. Where two of them differ in nothing but their domain's letter case,
   * they are told apart by it.
   */
  static List<Endpoint> of(List<SyncConfig> syncs) {
    List<Endpoint> exact =
        syncs.stream().map(sync -> new Endpoint(sync, path(sync.endpoint()), false)).toList();
    return exact.stream()
        .map(
            endpoint ->
                new Endpoint(
                    endpoint.sync(),
                    endpoint.segments(),
                    exact.stream().noneMatch(endpoint::differsInCase)))
        .toList();
  }

  /** A path with {@code rest} where it is Spotfire's without. */
  static List<String> canonical(List<String> path) {
    if (!startsWith(path, SPOTFIRE_SHORT)) {
      return path;
    }
    List<String> full = new ArrayList<>(SPOTFIRE);
    full.addAll(path.subList(SPOTFIRE_SHORT.size(), path.size()));
    return full;
  }

  /** How the paths on this endpoint begin, as far as their bytes must be these and no others. */
  List<byte[]> prefixes() {
    return isSpotfire()
        ? List.of(bytes(SPOTFIRE), bytes(SPOTFIRE_SHORT))
        : List.of(bytes(segments));
  }

  /** The segments that every path on this endpoint has, in these letters and no others. */
  List<String> spelledSegments() {
    List<String> spelled = new ArrayList<>(segments);
    if (isSpotfire()) {
      if (anyCase && spelled.size() > DOMAIN) {
        spelled.remove(DOMAIN);
      }
      spelled.remove(REST);
    }
    return spelled;
  }

  /** Whether the path with these decoded segments is this endpoint's, or one below it. */
  boolean contains(List<String> path) {
    List<String> comparable = comparable(path);
    if (comparable.size() < segments.size()) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      boolean isDomain = i == DOMAIN && isSpotfire();
      if (!equal(segments.get(i), comparable.get(i), anyCase && isDomain)) {
        return false;
      }
    }
    return true;
  }

  /** What follows the endpoint in a path that is on it. */
  List<String> below(List<String> path) {
    List<String> comparable = comparable(path);
    return comparable.subList(segments.size(), comparable.size());
  }

  private List<String> comparable(List<String> path) {
    return isSpotfire() ? canonical(path) : path;
  }

  private boolean isSpotfire() {
    return startsWith(segments, SPOTFIRE);
  }

  private boolean differsInCase(Endpoint other) {
    if (segments.size() <= DOMAIN || other.segments.size() <= DOMAIN) {
      return false;
    }
    String own = segments.get(DOMAIN);
    String others = other.segments.get(DOMAIN);
    return isSpotfire() && other.isSpotfire() && !own.equals(others) && equal(own, others, true);
  }

  private static List<String> path(URI endpoint) {
    // As ASCII, so that ö is the bytes that a client sends for it.
    return canonical(UrlPath.segments(URI.create(endpoint.toASCIIString()).getRawPath()));
  }

  private static byte[] bytes(List<String> segments) {
    return ("/" + String.join("/", segments)).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }

  /** Compares; only A to Z have a letter case here, since characters are bytes of any encoding. */
  private static boolean equal(String one, String other, boolean anyCase) {
    if (!anyCase || one.length() != other.length()) {
      return one.equals(other);
    }
    for (int i = 0; i < one.length(); i++) {
      if (lower(one.charAt(i)) != lower(other.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
  }
}
