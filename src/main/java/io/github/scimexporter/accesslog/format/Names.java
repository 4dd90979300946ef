package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Names that mean numbers, found in bytes; a name that means two numbers is none. */
final class Names {
  /** What bytes mean that are no name. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int AMBIGUOUS = Integer.MAX_VALUE;

  private static final class Node {
    private final Map<Byte, Node> next = new HashMap<>();
    private int value = NONE;
  }

  private final Node root = new Node();

  private Names() {}

  /** Names of {@code values}, in each way in which a log may spell their characters. */
  static Names of(Map<String, Integer> values) {
    Names names = new Names();
    values.forEach(names::add);
    return names;
  }

  /**
   * Puts a name to the others that a map holds, or takes both out of use where they differ.
   *
   * @param value what it means
   */
  static void put(Map<String, Integer> values, String name, int value) {
    if (!name.isBlank()) {
      values.merge(name, value, (old, also) -> old.equals(also) ? old : Integer.valueOf(AMBIGUOUS));
    }
  }

  private void add(String name, int value) {
    if (value == AMBIGUOUS) {
      return;
    }
    add(name.getBytes(StandardCharsets.UTF_8), value);
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      // Before Tomcat 9.0.71 and 10.1.5 the machine's own encoding was written.
      if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(name)) {
        add(name.getBytes(StandardCharsets.ISO_8859_1), value);
      }
      add(Escapes.escaped(name).getBytes(StandardCharsets.US_ASCII), value);
    }
  }

  private void add(byte[] name, int value) {
    Node node = root;
    for (byte b : name) {
      node = node.next.computeIfAbsent(b, any -> new Node());
    }
    node.value = value;
  }

  /** The end of the longest name that begins at {@code from}, or -1. */
  int longest(byte[] bytes, int from, int to) {
    Node node = root;
    int end = -1;
    for (int i = from; i < to; i++) {
      Node next = node.next.get(bytes[i]);
      if (next == null) {
        return end;
      }
      node = next;
      if (node.value != NONE) {
        end = i + 1;
      }
    }
    return end;
  }

  /** What exactly these bytes mean, or {@link #NONE}. */
  int value(byte[] bytes, int from, int to) {
    Node node = root;
    for (int i = from; i < to; i++) {
      Node next = node.next.get(bytes[i]);
      if (next == null) {
        return NONE;
      }
      node = next;
    }
    return node.value;
  }
}
