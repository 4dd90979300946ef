package io.github.scimexporter.accesslog.follow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Path segments of which one stands in every line that is a request on an endpoint, spelled out or
 * percent-encoded: what is found nowhere in a line's bytes need not be looked for in its path.
 *
 * @param texts the segments' bytes, at most {@value #MAX}; none: no endpoint, so no line is of any
 * @param all whether nothing can be said of the endpoints, so that every line may be a request
 */
record Anchors(List<byte[]> texts, boolean all) {
  /** A line is searched for each of them by itself. */
  static final int MAX = 3;

  /** Every line may be a request. */
  static final Anchors NOT_KNOWN = new Anchors(List.of(), true);

  /** The segment that nearly every provider has in its path, and other pages have not. */
  private static final String USUAL = "scim";

  /** Copies the texts. */
  Anchors {
    texts = List.copyOf(texts);
  }

  /** The fewest that all the endpoints have. */
  static Anchors of(List<Endpoint> endpoints) {
    List<Endpoint> left = new ArrayList<>(endpoints);
    List<byte[]> texts = new ArrayList<>();
    while (!left.isEmpty() && texts.size() < MAX) {
      String best = best(left);
      if (best.isEmpty()) {
        return NOT_KNOWN;
      }
      texts.add(best.getBytes(StandardCharsets.ISO_8859_1));
      left.removeIf(endpoint -> endpoint.spelledSegments().contains(best));
    }
    return left.isEmpty() ? new Anchors(texts, false) : NOT_KNOWN;
  }

  /** The segment that most have, of these the longest; empty if one of them has none. */
  private static String best(List<Endpoint> endpoints) {
    if (endpoints.stream().anyMatch(endpoint -> endpoint.spelledSegments().isEmpty())) {
      return "";
    }
    return endpoints.stream()
        .flatMap(endpoint -> endpoint.spelledSegments().stream())
        .distinct()
        .max(
            Comparator.comparing((String segment) -> segment.equals(USUAL))
                .thenComparing(segment -> having(endpoints, segment).count())
                .thenComparing(String::length)
                .thenComparing(Comparator.naturalOrder()))
        .orElse("");
  }

  private static Stream<Endpoint> having(List<Endpoint> endpoints, String segment) {
    return endpoints.stream().filter(endpoint -> endpoint.spelledSegments().contains(segment));
  }
}
