package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What happened to a sync when: counts by event time, hour by hour for 90 days and minute by minute
 * for 6 hours. Both are counted back from what is newest, so that the last days of a sync that has
 * been silent for long stay known.
 *
 * <p>It is bounded: for each series at most 90 × 24 and 7 × 60 counts. A sync has as many series as
 * its server has ways to answer, some 3 to 6.
 *
 * @param blocks the days with their hours and the hours with their minutes, by their number since
 *     1970
 */
public record History(Map<Resolution, SortedMap<Long, Block>> blocks) {
  /** Nothing happened. */
  public static final History NONE = new History(Map.of());

  /**
   * What happened in one hour or minute.
   *
   * @param start when it begins
   * @param counts how many of each series there were, 1 or more
   */
  public record Slot(Instant start, SortedMap<Series, Integer> counts) {
    /** Copies the map. */
    public Slot {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Whether there was a heartbeat. */
    public boolean hasHeartbeat() {
      return counts.keySet().stream().anyMatch(Series::isHeartbeat);
    }

    /** Whether a request failed. */
    public boolean hasFailure() {
      return counts.keySet().stream().anyMatch(series -> series.outcome().isFailure());
    }
  }

  /** Copies the maps. */
  public History {
    Map<Resolution, SortedMap<Long, Block>> copy = new EnumMap<>(Resolution.class);
    for (Resolution resolution : Resolution.values()) {
      copy.put(
          resolution,
          Collections.unmodifiableSortedMap(
              new TreeMap<>(blocks.getOrDefault(resolution, Collections.emptySortedMap()))));
    }
    blocks = Collections.unmodifiableMap(copy);
  }

  /** The blocks of one resolution. */
  public SortedMap<Long, Block> blocks(Resolution resolution) {
    return blocks.getOrDefault(resolution, Collections.emptySortedMap());
  }

  /** The slots that begin at {@code from} or later and before {@code to} and are not empty. */
  public List<Slot> slots(Resolution resolution, Instant from, Instant to) {
    // A page asks for a few days of many: the other blocks are not looked at.
    return all(resolution, blocks(resolution).tailMap(resolution.block(from)))
        .takeWhile(slot -> slot.start().isBefore(to))
        .filter(slot -> !slot.start().isBefore(from))
        .toList();
  }

  /** The earliest hour or minute of which anything is known. */
  public Optional<Instant> first(Resolution resolution) {
    return all(resolution, blocks(resolution)).map(Slot::start).findFirst();
  }

  private static Stream<Slot> all(Resolution resolution, SortedMap<Long, Block> blocks) {
    return blocks.entrySet().stream()
        .flatMap(block -> slots(resolution, block.getKey(), block.getValue()).stream());
  }

  private static List<Slot> slots(Resolution resolution, long number, Block block) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < resolution.slots(); i++) {
      SortedMap<Series, Integer> counts = block.slot(i);
      if (!counts.isEmpty()) {
        slots.add(new Slot(resolution.start(number * resolution.slots() + i), counts));
      }
    }
    return slots;
  }
}
