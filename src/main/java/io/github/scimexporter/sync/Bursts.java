package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moments in any order, kept as far as the time between them is of interest: a burst is moments
 * that follow each other within {@link #resolution()}, of which only the first and the last are
 * kept.
 *
 * <p>The resolution is zero, so that nothing is lost, until there are more than {@value
 * #MAX_BURSTS} bursts; then it is 1 s, 2 s, 4 s, ... as coarse as it must be. A year holds at most
 * so many bursts that it stays below 5 minutes, in some 3 MB. The time between two bursts is always
 * exact.
 */
final class Bursts {
  static final int MAX_BURSTS = 1 << 17;

  private static final long FIRST_STEP_MILLIS = 1000;

  private static final int BLOCK = 128;

  /**
   * First and last moments in ms since 1970, in pairs, so many in each block: objects would take
   * twice as much, and one array leaves as much behind as it grows.
   */
  private final List<long[]> blocks = new ArrayList<>();

  /** How many of them there are, two for each burst. */
  private int size;

  /** What came after later ones: put in its place when somebody asks. Few as a rule. */
  private final List<Span> late = new ArrayList<>();

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

  /** How many bursts there are. They are in the order of time until one is added. */
  int count() {
    putInOrder();
    return size / 2;
  }

  /** The first moment of a burst, in ms since 1970. */
  long first(int burst) {
    return end(2 * burst);
  }

  /** The last moment of a burst, in ms since 1970. */
  long last(int burst) {
    return end(2 * burst + 1);
  }

  /** To ask what lies between moments, from the first to the last. */
  Walk walk() {
    putInOrder();
    return new Walk();
  }

  /** Goes through the bursts once; nothing may be added meanwhile. */
  final class Walk {
    private int next;

    private Walk() {}

    /**
     * The first moment after another one, in ms since 1970: {@code Long.MAX_VALUE} if there is
     * none. Where that lies in a burst it is taken for that burst's first moment.
     */
    long firstAfter(long millis) {
      while (next < size && end(next + 1) <= millis) {
        next += 2;
      }
      return next < size ? end(next) : Long.MAX_VALUE;
    }
  }

  private void close() {
    if (open) {
      if (size > 0 && first < end(size - 2)) {
        late.add(new Span(first, last));
      } else {
        size += 2;
        set(size - 2, first, last);
      }
      open = false;
      inOrder = false;
      if (size / 2 + late.size() >= maxBursts + Math.max(1, maxBursts / 4)) {
        putInOrder();
      }
    }
  }

  private long end(int place) {
    return blocks.get(place / BLOCK)[place % BLOCK];
  }

  private void set(int place, long first, long last) {
    while (blocks.size() <= place / BLOCK) {
      blocks.add(new long[BLOCK]);
    }
    long[] block = blocks.get(place / BLOCK);
    block[place % BLOCK] = first;
    block[place % BLOCK + 1] = last;
  }

  /** Leaves them in the order of time, each further from the next than a step, and not too many. */
  private void putInOrder() {
    close();
    if (inOrder) {
      return;
    }
    insertLate();
    join();
    while (size > 2 * maxBursts) {
      stepMillis = Math.max(FIRST_STEP_MILLIS, 2 * stepMillis);
      join();
    }
    inOrder = true;
  }

  private void insertLate() {
    late.sort(Comparator.comparingLong(Span::first));
    int next = size - 2;
    size += 2 * late.size();
    int place = size - 2;
    for (int i = late.size() - 1; i >= 0; place -= 2) {
      Span span = late.get(i);
      if (next < 0 || end(next) <= span.first) {
        set(place, span.first, span.last);
        i--;
      } else {
        set(place, end(next), end(next + 1));
        next -= 2;
      }
    }
    late.clear();
  }

  /** Takes together those that follow each other within a step. */
  private void join() {
    int joined = 0;
    for (int i = 0; i < size; i += 2) {
      if (joined > 0 && end(i) - end(joined - 1) <= stepMillis) {
        set(joined - 2, end(joined - 2), Math.max(end(joined - 1), end(i + 1)));
      } else {
        set(joined, end(i), end(i + 1));
        joined += 2;
      }
    }
    size = joined;
  }

  /** The same as a burst, in ms since 1970. */
  private record Span(long first, long last) {}
}
