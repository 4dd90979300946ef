package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.accesslog.format.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where paths lead, since a client asks for the same few again and again, apart from the
 * resource at their end. A path without resource is remembered as it is; of others what stands
 * before the resource. It holds a fixed number of paths, the later in place of the earlier.
 */
final class RouteMemory {
  private static final byte[] SEARCH = ".search".getBytes(StandardCharsets.US_ASCII);

  /** Users and Groups, each with and without resource, twice. */
  private static final int PLACES_FOR_ENDPOINT = 8;

  private static final int MAX_PLACES = 1 << 14;

  /** A path stands in one of so many places in a row. */
  private static final int ROW = 4;

  /** Odd, with bits all over: what differs in a byte differs in the upper half after it. */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private static final byte[] EMPTY = new byte[0];

  private final byte[][] paths;
  private final @Nullable Route[] routes;

  RouteMemory(int endpoints) {
    int wanted = Math.min(MAX_PLACES, PLACES_FOR_ENDPOINT * (endpoints + 1));
    int places = Integer.highestOneBit(2 * wanted - 1);
    paths = new byte[places][];
    Arrays.fill(paths, EMPTY);
    routes = new Route[places];
  }

  /** Where the path of a line leads; null if that is not known. */
  @Nullable Route find(LogLine line) {
    byte[] bytes = line.bytes();
    int from = line.pathFrom();
    int to = line.pathTo();
    int resource = resource(bytes, from, to);
    if (resource == to) {
      // What ends in a slash would be taken for what stands before a resource.
      return null;
    }
    Route route = isPlain(bytes, resource, to) ? find(bytes, from, resource) : null;
    return route == null ? find(bytes, from, to) : route;
  }

  /** Remembers where the path of a line leads. */
  void keep(LogLine line, Route route) {
    if (resource(line.bytes(), line.pathFrom(), line.pathTo()) < line.pathTo()) {
      keep(line, line.pathTo(), route);
    }
  }

  /** The same of all paths that differ in nothing but the resource at their end. */
  void keepAnyResource(LogLine line, Route route) {
    int resource = resource(line.bytes(), line.pathFrom(), line.pathTo());
    if (isPlain(line.bytes(), resource, line.pathTo())) {
      keep(line, resource, route);
    } else {
      keep(line, route);
    }
  }

  private void keep(LogLine line, int end, Route route) {
    int place = place(line.bytes(), line.pathFrom(), end);
    // The oldest of the row makes room.
    System.arraycopy(paths, place, paths, place + 1, ROW - 1);
    System.arraycopy(routes, place, routes, place + 1, ROW - 1);
    paths[place] = Arrays.copyOfRange(line.bytes(), line.pathFrom(), end);
    routes[place] = route;
  }

  private @Nullable Route find(byte[] bytes, int from, int to) {
    int place = place(bytes, from, to);
    for (int i = place; i < place + ROW; i++) {
      byte[] path = paths[i];
      if (Arrays.equals(path, 0, path.length, bytes, from, to)) {
        return routes[i];
      }
    }
    return null;
  }

  /** Where the row of a path begins. */
  private int place(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; to - at >= Long.BYTES; at += Long.BYTES) {
      hash = (Long.rotateLeft(hash, 5) ^ Words.get(bytes, at)) * SPREAD;
    }
    for (; at < to; at++) {
      hash = (Long.rotateLeft(hash, 5) ^ bytes[at]) * SPREAD;
    }
    return (int) (hash >>> Integer.SIZE) & (paths.length - ROW);
  }

  /** Where the last segment begins. */
  private static int resource(byte[] bytes, int from, int to) {
    int start = to;
    while (start > from && bytes[start - 1] != '/') {
      start--;
    }
    return start;
  }

  /** Whether a segment is nothing else than what its bytes spell, and names a resource. */
  private static boolean isPlain(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '%' || bytes[i] == ';') {
        return false;
      }
    }
    return from < to
        && (to - from != SEARCH.length
            || !Arrays.equals(bytes, from, to, SEARCH, 0, SEARCH.length));
  }
}
