package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Moments in any order, kept as far as the time between them is of interest: a burst is moments
 * that follow each other within {@link #resolution()}, of which only the first and the last are
 * kept.
 *
 * <p>The resolution is zero, so that nothing is lost, until there are more than {@value
 * #MAX_BURSTS} bursts; then it is 1 s, 2 s, 4 s, ... as coarse as it must be. A year holds at most
 * so many bursts that it stays below 5 minutes, in some 12 MB. The time between two bursts is
 * always exact.
 */
final class Bursts {
  static final int MAX_BURSTS = 1 << 17;

  /** A burst: its first and last moment. */
  record Burst(Instant first, Instant last) {}

  private static final long FIRST_STEP_MILLIS = 1000;

  /** Moments come in the order of time as a rule: they are put in order when they are asked for. */
  private List<Span> spans = new ArrayList<>();

  private final int maxBursts;
  private long stepMillis;

  /** The burst of the last moment: the next one lies most often within it. */
  private long first;

  private long last;
  private boolean open;
  private boolean inOrder = true;

  Bursts() {
    this(MAX_BURSTS);
  }

  Bursts(int maxBursts) {
    this.maxBursts = maxBursts;
  }

  void add(Instant moment) {
    long millis = moment.toEpochMilli();
    if (open && millis >= first && millis - last <= stepMillis) {
      last = Math.max(last, millis);
    } else {
      close();
      first = millis;
      last = millis;
      open = true;
    }
  }

  /** How far apart the moments of one burst can be. */
  Duration resolution() {
    putInOrder();
    return Duration.ofMillis(stepMillis);
  }

  /** The bursts in the order of time. */
  List<Burst> all() {
    putInOrder();
    return spans.stream()
        .map(span -> new Burst(Instant.ofEpochMilli(span.first), Instant.ofEpochMilli(span.last)))
        .toList();
  }

  Optional<Instant> first() {
    putInOrder();
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(spans.get(0).first));
  }

  Optional<Instant> last() {
    putInOrder();
    return spans.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(spans.get(spans.size() - 1).last));
  }

  /** To ask what lies between moments, from the first to the last. */
  Walk walk() {
    putInOrder();
    return new Walk(spans);
  }

  /** Goes through the bursts once. */
  static final class Walk {
    private final List<Span> spans;
    private int next;

    private Walk(List<Span> spans) {
      this.spans = spans;
    }

    /**
     * Whether a moment lies between two others. Exact where those are further apart than the
     * resolution.
     *
     * @param from not before that of the call before
     */
    boolean anyBetween(Instant from, Instant to) {
      long after = from.toEpochMilli();
      while (next < spans.size() && spans.get(next).last <= after) {
        next++;
      }
      return next < spans.size() && spans.get(next).first < to.toEpochMilli();
    }
  }

  private void close() {
    if (open) {
      spans.add(new Span(first, last));
      open = false;
      inOrder = false;
      if (spans.size() >= 2 * maxBursts) {
        putInOrder();
      }
    }
  }

  /** Leaves them in the order of time, each further from the next than a step, and not too many. */
  private void putInOrder() {
    close();
    if (inOrder) {
      return;
    }
    Collections.sort(spans);
    spans = joined();
    while (spans.size() > maxBursts) {
      stepMillis = Math.max(FIRST_STEP_MILLIS, 2 * stepMillis);
      spans = joined();
    }
    inOrder = true;
  }

  /** Takes together those that follow each other within a step. */
  private List<Span> joined() {
    List<Span> joined = new ArrayList<>();
    for (Span next : spans) {
      int end = joined.size() - 1;
      Span before = end < 0 ? null : joined.get(end);
      if (before != null && next.first - before.last <= stepMillis) {
        joined.set(end, new Span(before.first, Math.max(before.last, next.last)));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  /** The same as a burst, in ms since 1970; ordered by its beginning. */
  private record Span(long first, long last) implements Comparable<Span> {
    @Override
    public int compareTo(Span other) {
      return Long.compare(first, other.first);
    }
  }
}
