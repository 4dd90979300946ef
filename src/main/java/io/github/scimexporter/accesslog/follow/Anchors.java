package io.github.scimexporter.accesslog.follow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Anchors anchors)
        || all != anchors.all
        || texts.size() != anchors.texts.size()) {
      return false;
    }
    for (int i = 0; i < texts.size(); i++) {
      if (!Arrays.equals(texts.get(i), anchors.texts.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = Boolean.hashCode(all);
    for (byte[] text : texts) {
      hash = 31 * hash + Arrays.hashCode(text);
    }
    return hash;
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
    // Sorted, so that of equally good ones it is always the same.
    SortedMap<String, Integer> having = new TreeMap<>();
    for (Endpoint endpoint : endpoints) {
      if (endpoint.spelledSegments().isEmpty()) {
        return "";
      }
      for (String segment : Set.copyOf(endpoint.spelledSegments())) {
        having.merge(segment, 1, Integer::sum);
      }
    }
    if (having.containsKey(USUAL)) {
      return USUAL;
    }
    // Comparators that are put together would take a start of the exporter longer than all else
    // here.
    String best = "";
    for (String segment : having.keySet()) {
      int more = having.get(segment) - having.getOrDefault(best, 0);
      if (more > 0 || (more == 0 && segment.length() >= best.length())) {
        best = segment;
      }
    }
    return best;
  }
}
