package io.github.scimexporter.accesslog.follow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the lines that may be requests on a sync's endpoint, among many that are not, without
 * reading any. Every byte of a large log passes through here, so it searches by {@link
 * String#indexOf(int)}, which compares 32 bytes and more at once, for the rarest byte of what it
 * looks for. One is used for many chunks. Not safe for use by several threads.
 */
final class Sieve {
  /** After so many chunks it is looked anew which bytes are rare. */
  private static final int CHUNKS_BETWEEN_LOOKS = 256;

  /** In so many bytes of a chunk. */
  private static final int LOOKED_AT = 16 * 1024;

  /** After so many chunks that were not worth it, one is tried again. */
  private static final int CHUNKS_BETWEEN_TRIES = 16;

  private final Anchors anchors;

  /** Of each anchor, the place of the byte to search for. */
  private final int[] rarest;

  /** The bytes that can stand percent-encoded for a part of an anchor. */
  private final boolean[] isOfAnchor = new boolean[256];

  private int chunks;
  private int pause;
  private int[] marks = new int[1024];
  private int found;
  private int lines;

  Sieve(Anchors anchors) {
    this.anchors = anchors;
    rarest = new int[anchors.texts().size()];
    for (byte[] text : anchors.texts()) {
      for (byte b : text) {
        isOfAnchor[b & 0xff] = true;
      }
    }
  }

  /** Whether it looks for these. */
  boolean isOf(Anchors others) {
    return anchors.equals(others);
  }

  /**
   * Finds the lines of a chunk of whole ones; they are known until the next chunk is looked at.
   *
   * @return false if each line has to be read: where there are headers, whose order counts; and
   *     where most lines would be found, as in the chunks before
   */
  boolean sift(byte[] bytes, int from, int end) {
    if (pause > 0) {
      pause--;
      return false;
    }
    if (anchors.all()) {
      return false;
    }
    String view = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    if (hasHeader(view)) {
      return false;
    }
    if (chunks++ % CHUNKS_BETWEEN_LOOKS == 0) {
      findRarest(bytes, from, Math.min(end, from + LOOKED_AT));
    }
    found = 0;
    for (int i = 0; i < rarest.length; i++) {
      markAnchor(view, anchors.texts().get(i), rarest[i]);
    }
    markEncoded(view);
    markEscaped(view);
    lineStarts(bytes, from);
    lines = Newlines.count(bytes, from, end);
    pause = 2 * found > lines ? CHUNKS_BETWEEN_TRIES : 0;
    return true;
  }

  /** How many lines the chunk has. */
  int lines() {
    return lines;
  }

  /** How many lines were found. */
  int count() {
    return found;
  }

  /** Where a line that was found begins; they are in the order of the chunk. */
  int start(int index) {
    return marks[index];
  }

  private static boolean hasHeader(String view) {
    int at = view.indexOf('#');
    while (at > 0 && view.charAt(at - 1) != '\n') {
      at = view.indexOf('#', at + 1);
    }
    return at >= 0;
  }

  private void findRarest(byte[] bytes, int from, int end) {
    int[] counts = new int[256];
    for (int i = from; i < end; i++) {
      counts[bytes[i] & 0xff]++;
    }
    for (int i = 0; i < rarest.length; i++) {
      byte[] text = anchors.texts().get(i);
      int best = 0;
      for (int j = 1; j < text.length; j++) {
        best = counts[text[j] & 0xff] < counts[text[best] & 0xff] ? j : best;
      }
      rarest[i] = best;
    }
  }

  private void markAnchor(String view, byte[] text, int place) {
    int wanted = text[place] & 0xff;
    int at = view.indexOf(wanted, place);
    while (at >= 0) {
      int next = at + 1;
      if (isThere(view, at - place, text)) {
        mark(at);
        next = view.indexOf('\n', at);
      }
      at = view.indexOf(wanted, next);
    }
  }

  private static boolean isThere(String view, int from, byte[] text) {
    if (from < 0 || from + text.length > view.length()) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (view.charAt(from + i) != (text[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Marks what is percent-encoded though it need not be, and may be a part of an anchor. */
  private void markEncoded(String view) {
    int at = view.indexOf('%');
    while (at >= 0 && at + 2 < view.length()) {
      int high = Character.digit(view.charAt(at + 1), 16);
      int low = Character.digit(view.charAt(at + 2), 16);
      if (high >= 0 && low >= 0 && isOfAnchor[high * 16 + low]) {
        mark(at);
      }
      at = view.indexOf('%', at + 1);
    }
  }

  /** Marks what JSON may have escaped. */
  private void markEscaped(String view) {
    int at = view.indexOf('\\');
    while (at >= 0 && at + 1 < view.length()) {
      if (view.charAt(at + 1) == 'u') {
        mark(at);
      }
      at = view.indexOf('\\', at + 1);
    }
  }

  private void mark(int at) {
    if (found == marks.length) {
      marks = Arrays.copyOf(marks, 2 * found);
    }
    marks[found++] = at;
  }

  /** Makes of the marks the beginnings of their lines, each once. */
  private void lineStarts(byte[] bytes, int from) {
    Arrays.sort(marks, 0, found);
    int starts = 0;
    for (int i = 0; i < found; i++) {
      int start = LineFeed.lastLineEnd(bytes, from, from + marks[i]);
      if (starts == 0 || start != marks[starts - 1]) {
        marks[starts++] = start;
      }
    }
    found = starts;
  }
}
