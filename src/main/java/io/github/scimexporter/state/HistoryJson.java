package io.github.scimexporter.state;

import io.github.scimexporter.sync.Block;
import io.github.scimexporter.sync.History;
import io.github.scimexporter.sync.Resolution;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The history of a sync as it is written: for each day ({@code 2026-11-28T00:00:00Z}) the counts of
 * its hours, for each hour ({@code 2026-11-28T09:00:00Z}) those of its minutes, in UTC.
 *
 * @param hours written last: {@link SnapshotText} adds the older days
 */
record HistoryJson(
    SortedMap<String, SortedMap<String, String>> minutes,
    SortedMap<String, SortedMap<String, String>> hours) {
  static final HistoryJson NONE =
      new HistoryJson(Collections.emptySortedMap(), Collections.emptySortedMap());

  /** The hours of the newest day only, and all minutes. */
  static HistoryJson newest(History history) {
    SortedMap<Long, Block> days = history.blocks(Resolution.HOUR);
    return new HistoryJson(
        written(history.blocks(Resolution.MINUTE), ChronoUnit.HOURS),
        days(days.isEmpty() ? days : days.tailMap(days.lastKey())));
  }

  /** The hours of those days. */
  static SortedMap<String, SortedMap<String, String>> days(SortedMap<Long, Block> blocks) {
    return written(blocks, ChronoUnit.DAYS);
  }

  History history() {
    Map<Resolution, SortedMap<Long, Block>> blocks = new EnumMap<>(Resolution.class);
    blocks.put(Resolution.HOUR, read(hours, Resolution.HOUR, ChronoUnit.DAYS));
    blocks.put(Resolution.MINUTE, read(minutes, Resolution.MINUTE, ChronoUnit.HOURS));
    return new History(blocks);
  }

  private static SortedMap<String, SortedMap<String, String>> written(
      SortedMap<Long, Block> blocks, ChronoUnit length) {
    SortedMap<String, SortedMap<String, String>> written = new TreeMap<>();
    blocks.forEach(
        (number, block) ->
            written.put(
                Instant.ofEpochSecond(length.getDuration().toSeconds() * number).toString(),
                block.text()));
    return written;
  }

  private static SortedMap<Long, Block> read(
      SortedMap<String, SortedMap<String, String>> written,
      Resolution resolution,
      ChronoUnit length) {
    SortedMap<Long, Block> blocks = new TreeMap<>();
    written.forEach(
        (start, text) ->
            blocks.put(
                length.between(Instant.EPOCH, Instant.parse(start)),
                Block.parse(resolution, text)));
    return blocks;
  }
}
