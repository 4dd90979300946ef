package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what happens to a sync when, in any order. Not safe for use by several threads. */
final class HistoryLedger {
  private final List<Lane> lanes;

  /** Goes on from what is known. */
  HistoryLedger(History start) {
    lanes =
        Arrays.stream(Resolution.values())
            .map(resolution -> new Lane(resolution, start.blocks(resolution)))
            .toList();
  }

  /** Counts a request. */
  void request(Outcome outcome, int code, Instant time) {
    // By index: an iterator would be made for each request.
    for (int i = 0; i < lanes.size(); i++) {
      lanes.get(i).add(outcome, code, time);
    }
  }

  /** An execution is told again and again, and counts once. */
  void execution(Instant ended) {
    lanes.forEach(lane -> lane.mark(Series.ENTRA, ended));
  }

  /** What is known now. */
  History history() {
    Map<Resolution, SortedMap<Long, Block>> blocks = new EnumMap<>(Resolution.class);
    lanes.forEach(lane -> blocks.put(lane.resolution, lane.blocks()));
    return new History(blocks);
  }

  /** One resolution: closed blocks, and the one that is counted in. */
  private static final class Lane {
    private final Resolution resolution;
    private final TreeMap<Long, Block> closed;

    /** The block that is counted in, which is not among the closed ones if it has changed. */
    private long openNumber = Long.MIN_VALUE;

    /** Its series: they are so few that the one that is wanted is found by looking at each. */
    private final List<Counts> open = new ArrayList<>();

    private boolean changed;

    /** The slot that is counted in: where it is in the block, and its time in s since 1970. */
    private int index;

    private long slotStart;
    private long slotEnd;

    private Lane(Resolution resolution, Map<Long, Block> start) {
      this.resolution = resolution;
      closed = new TreeMap<>(start);
    }

    private void add(Outcome outcome, int code, Instant time) {
      if (open(time)) {
        int[] counts = counts(Source.ACCESS_LOG, outcome, code);
        // Rather stands still than turns over.
        counts[index] = counts[index] == Integer.MAX_VALUE ? Integer.MAX_VALUE : counts[index] + 1;
        changed = true;
      }
    }

    private void mark(Series series, Instant time) {
      if (open(time)) {
        counts(series.source(), series.outcome(), series.code())[index] = 1;
        changed = true;
      }
    }

    private SortedMap<Long, Block> blocks() {
      close();
      return closed;
    }

    /** Opens the slot of a moment; false if it is too long ago to be kept. */
    private boolean open(Instant time) {
      long second = time.getEpochSecond();
      if (second >= slotStart && second < slotEnd) {
        return true;
      }
      long slot = resolution.slot(time);
      if (!open(Math.floorDiv(slot, (long) resolution.slots()))) {
        return false;
      }
      index = (int) Math.floorMod(slot, (long) resolution.slots());
      slotStart = resolution.start(slot).getEpochSecond();
      slotEnd = resolution.start(slot + 1).getEpochSecond();
      return true;
    }

    /** Opens a block; false if it is too old. */
    private boolean open(long number) {
      if (number == openNumber) {
        return true;
      }
      close();
      if (!closed.isEmpty() && number <= closed.lastKey() - resolution.blocks()) {
        return false;
      }
      Block known = closed.get(number);
      openNumber = number;
      open.clear();
      if (known != null) {
        known.copy().forEach((series, counts) -> open.add(new Counts(series, counts)));
      }
      closed.headMap(number - resolution.blocks(), true).clear();
      return true;
    }

    /** The open block may be counted in further: what was shown of it stays as it was. */
    private void close() {
      if (changed) {
        SortedMap<Series, int[]> copy = new TreeMap<>();
        open.forEach(counts -> copy.put(counts.series, counts.numbers.clone()));
        closed.put(openNumber, new Block(copy));
        changed = false;
      }
    }

    private int[] counts(Source source, Outcome outcome, int code) {
      for (int i = 0; i < open.size(); i++) {
        Counts counts = open.get(i);
        if (counts.series.code() == code
            && counts.series.outcome() == outcome
            && counts.series.source() == source) {
          return counts.numbers;
        }
      }
      Counts counts = new Counts(new Series(source, outcome, code), new int[resolution.slots()]);
      open.add(counts);
      return counts.numbers;
    }
  }

  /** The counts of one series, slot by slot. */
  private static final class Counts {
    private final Series series;
    private final int[] numbers;

    private Counts(Series series, int[] numbers) {
      this.series = series;
      this.numbers = numbers;
    }
  }
}
