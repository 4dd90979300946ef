package io.github.scimexporter.accesslog.format;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines apart as a list of shapes says, one shape after the other, from a line's first byte
 * exactly to its last. Where a shape can end in several places they are tried in turn; what failed
 * once is not tried again, so that the time is in proportion to the line's length whatever is in
 * it. Not safe for use by several threads.
 */
final class Matching {
  /** How exactly a request is asked for; the exact ways are tried first. */
  enum Request {
    /** {@code METHOD TARGET HTTP/1.1} without further blanks, or a dash. */
    PLAIN,
    /** Whatever ends in a protocol. */
    WITH_PROTOCOL,
    /** Whatever is there. */
    ANYTHING
  }

  private static final Request[] ONE_PASS = {Request.PLAIN};

  private final Shape[] shapes;

  /** The shapes that can end in one place only, and null for the others. */
  private final Shape.@Nullable Single[] singles;

  private final Request[] passes;
  private final int[] starts;
  private final int[] failedFrom;
  private final int[] failedTo;
  private byte[] bytes = new byte[0];
  private int to;
  private Request pass = Request.PLAIN;
  private int reachedShape;
  private int reached;

  Matching(List<Shape> shapes) {
    this.shapes = shapes.toArray(new Shape[0]);
    singles = new Shape.Single[shapes.size()];
    for (int i = 0; i < singles.length; i++) {
      singles[i] = single(i);
    }
    passes = shapes.stream().anyMatch(Shape::isOfRequest) ? Request.values() : ONE_PASS;
    starts = new int[shapes.size() + 1];
    failedFrom = new int[shapes.size()];
    failedTo = new int[shapes.size()];
  }

  /** Whether the bytes are what the shapes ask for, from the first to the last. */
  boolean matches(byte[] newBytes, int from, int newTo) {
    bytes = newBytes;
    to = newTo;
    reachedShape = -1;
    reached = from;
    for (Request next : passes) {
      pass = next;
      Arrays.fill(failedFrom, Integer.MAX_VALUE);
      if (rest(0, from)) {
        return true;
      }
    }
    return false;
  }

  /** Where a shape of the line that matched begins; it ends where the next one begins. */
  int start(int index) {
    return starts[index];
  }

  /**
   * The place of the byte at which a line that did not match stopped doing so: in the last shape
   * that was reached, the furthest.
   */
  int reached() {
    return reached;
  }

  /** Whether the shapes from this one on fit the bytes from there on. */
  boolean rest(int index, int at) {
    int shape = index;
    int place = at;
    // Most shapes can end in one place only: one after the other is gone over without nesting.
    while (shape < singles.length) {
      starts[shape] = place;
      Shape.Single single = singles[shape];
      if (single == null) {
        return shapes[shape].matches(this, shape, place);
      }
      int end = single.end(bytes, place, to);
      if (end < 0) {
        return fail(shape, place + single.fitting(bytes, place, to));
      }
      place = end;
      shape++;
    }
    starts[shape] = place;
    return place == to || fail(shape, place);
  }

  private Shape.@Nullable Single single(int index) {
    Shape shape = shapes[index];
    if (shape instanceof Shape.Text text) {
      return text.single();
    }
    if (shape instanceof Shape.Run run && isBeforeBlank(index)) {
      return run.singleBeforeBlank();
    }
    return shape instanceof Shape.Single single ? single : null;
  }

  private boolean isBeforeBlank(int index) {
    Shape.Text next = textAfter(index);
    return next != null && next.firstByte() == ' ';
  }

  /** Takes note of how far the line fitted. */
  boolean fail(int index, int at) {
    if (index > reachedShape || (index == reachedShape && at > reached)) {
      reachedShape = index;
      reached = at;
    }
    return false;
  }

  byte[] bytes() {
    return bytes;
  }

  int to() {
    return to;
  }

  Request pass() {
    return pass;
  }

  /** The text that must follow, or null where anything may. */
  Shape.@Nullable Text textAfter(int index) {
    return index + 1 < shapes.length && shapes[index + 1] instanceof Shape.Text text ? text : null;
  }

  boolean isLast(int index) {
    return index + 1 == shapes.length;
  }

  /** Remembers that the shape fits nowhere from there to there. */
  boolean failedBetween(int index, int from, int last) {
    failedFrom[index] = from;
    failedTo[index] = last;
    return false;
  }

  boolean hasFailed(int index, int at) {
    return at >= failedFrom[index] && at <= failedTo[index];
  }
}
