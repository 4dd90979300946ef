package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.sync.Target;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds the endpoint that a path is on, among as many as there are. Not safe for several threads.
 */
final class Routes {
  private static final int MAX_BEGINNINGS = 8;

  /** The endpoints by their path in lower case, by how many segments it has, the longest first. */
  private final SortedMap<Integer, Map<List<String>, List<Endpoint>>> byLength;

  private final int longest;

  /** How endpoints' paths begin: most lines are on none, and this tells it of most of them. */
  private final List<byte[]> beginnings;

  private final RouteMemory memory;

  Routes(List<Endpoint> endpoints) {
    byLength = new TreeMap<>(Comparator.<Integer>reverseOrder());
    byLength.putAll(
        endpoints.stream()
            .collect(
                Collectors.groupingBy(
                    endpoint -> endpoint.segments().size(),
                    Collectors.groupingBy(endpoint -> lowerCase(endpoint.segments())))));
    longest = byLength.isEmpty() ? 0 : byLength.firstKey();
    beginnings = beginnings(endpoints);
    memory = new RouteMemory(endpoints.size());
  }

  /** Where the path of a line leads. */
  Route of(LogLine line) {
    if (byLength.isEmpty()) {
      return Route.NONE;
    }
    if (!beginsAsEndpoint(line) && !line.isPathUnusual()) {
      return Route.NONE;
    }
    Route known = memory.find(line);
    if (known != null) {
      return known;
    }
    List<String> path = UrlPath.segments(line.path());
    Route route = of(path);
    // Where the last segment decides neither of the endpoint nor of the target.
    if (path.size() > longest
        && (route.isNone() || route.endpoints().get(0).below(path).size() > 1)) {
      memory.keepAnyResource(line, route);
    } else if (!route.isNone()) {
      memory.keep(line, route);
    }
    return route;
  }

  private boolean beginsAsEndpoint(LogLine line) {
    for (int i = 0; i < beginnings.size(); i++) {
      if (line.pathStartsWith(beginnings.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** A few as they are; what is common to many. */
  private static List<byte[]> beginnings(List<Endpoint> endpoints) {
    List<byte[]> all =
        endpoints.stream()
            .flatMap(endpoint -> endpoint.prefixes().stream())
            .map(ByteBuffer::wrap)
            .distinct()
            .map(ByteBuffer::array)
            .toList();
    return all.size() <= MAX_BEGINNINGS
        ? all
        : all.stream().reduce(Routes::common).stream().toList();
  }

  private Route of(List<String> path) {
    List<String> canonical = Endpoint.canonical(path);
    for (Map.Entry<Integer, Map<List<String>, List<Endpoint>>> entry : byLength.entrySet()) {
      for (List<String> way : path.equals(canonical) ? List.of(path) : List.of(canonical, path)) {
        List<Endpoint> found = on(entry.getValue(), entry.getKey(), way, path);
        if (!found.isEmpty()) {
          return new Route(found, Target.of(found.get(0).below(path)));
        }
      }
    }
    return Route.NONE;
  }

  private static List<Endpoint> on(
      Map<List<String>, List<Endpoint>> endpoints,
      int length,
      List<String> way,
      List<String> path) {
    if (way.size() < length) {
      return List.of();
    }
    List<Endpoint> alike = endpoints.getOrDefault(lowerCase(way.subList(0, length)), List.of());
    return alike.stream().filter(endpoint -> endpoint.contains(path)).toList();
  }

  private static List<String> lowerCase(List<String> segments) {
    return segments.stream().map(segment -> segment.toLowerCase(Locale.ROOT)).toList();
  }

  private static byte[] common(byte[] one, byte[] other) {
    int end = Arrays.mismatch(one, other);
    return end < 0 ? one : Arrays.copyOf(one, end);
  }
}
