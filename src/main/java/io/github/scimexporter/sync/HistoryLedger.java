package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what happens to a sync when, in any order. Not safe for use by several threads. */
final class HistoryLedger {
  private final Map<Resolution, Lane> lanes = new EnumMap<>(Resolution.class);

  /** Goes on from what is known. */
  HistoryLedger(History start) {
    for (Resolution resolution : Resolution.values()) {
      lanes.put(resolution, new Lane(resolution, start.blocks(resolution)));
    }
  }

  /** Counts a request. */
  void request(Outcome outcome, int code, Instant time) {
    lanes.values().forEach(lane -> lane.add(outcome, code, time));
  }

  /** An execution is told again and again, and counts once. */
  void execution(Instant ended) {
    lanes.values().forEach(lane -> lane.mark(Series.ENTRA, ended));
  }

  /** What is known now. */
  History history() {
    Map<Resolution, SortedMap<Long, Block>> blocks = new EnumMap<>(Resolution.class);
    lanes.forEach((resolution, lane) -> blocks.put(resolution, lane.blocks()));
    return new History(blocks);
  }

  /** One resolution: closed blocks, and the one that is counted in. */
  private static final class Lane {
    private final Resolution resolution;
    private final TreeMap<Long, Block> closed;

    /** The block that is counted in, which is not among the closed ones if it has changed. */
    private long openNumber = Long.MIN_VALUE;

    private SortedMap<Series, int[]> open = Collections.emptySortedMap();
    private boolean changed;

    // What was counted last: the next request is most often of the same kind.
    private Series lastSeries = Series.ENTRA;
    private int[] lastCounts = {};

    private Lane(Resolution resolution, Map<Long, Block> start) {
      this.resolution = resolution;
      closed = new TreeMap<>(start);
    }

    private void add(Outcome outcome, int code, Instant time) {
      long slot = resolution.slot(time);
      if (open(slot)) {
        if (lastCounts.length == 0
            || lastSeries.code() != code
            || lastSeries.outcome() != outcome) {
          use(Series.of(outcome, code));
        }
        int index = index(slot);
        // Rather stands still than turns over.
        lastCounts[index] =
            lastCounts[index] == Integer.MAX_VALUE ? Integer.MAX_VALUE : lastCounts[index] + 1;
        changed = true;
      }
    }

    private void mark(Series series, Instant time) {
      long slot = resolution.slot(time);
      if (open(slot)) {
        use(series);
        lastCounts[index(slot)] = 1;
        changed = true;
      }
    }

    private SortedMap<Long, Block> blocks() {
      close();
      return closed;
    }

    private int index(long slot) {
      return (int) Math.floorMod(slot, (long) resolution.slots());
    }

    /** Opens the block of a slot; false if it is too long ago to be kept. */
    private boolean open(long slot) {
      long number = Math.floorDiv(slot, (long) resolution.slots());
      if (number == openNumber) {
        return true;
      }
      close();
      if (!closed.isEmpty() && number <= closed.lastKey() - resolution.blocks()) {
        return false;
      }
      Block known = closed.get(number);
      openNumber = number;
      open = known == null ? new TreeMap<>() : known.copy();
      lastCounts = new int[] {};
      closed.headMap(number - resolution.blocks(), true).clear();
      return true;
    }

    /** The open block may be counted in further: what was shown of it stays as it was. */
    private void close() {
      if (changed) {
        SortedMap<Series, int[]> copy = new TreeMap<>();
        open.forEach((series, counts) -> copy.put(series, counts.clone()));
        closed.put(openNumber, new Block(copy));
        changed = false;
      }
    }

    private void use(Series series) {
      lastSeries = series;
      lastCounts = open.computeIfAbsent(series, none -> new int[resolution.slots()]);
    }
  }
}
