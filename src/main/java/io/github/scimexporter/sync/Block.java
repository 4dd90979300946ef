package io.github.scimexporter.sync;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a day by hour, or of an hour by minute. Immutable: most of a long history never
 * changes again, so it is shared by all that look at it.
 */
public final class Block {
  private static final String SEPARATOR = ",";

  private final SortedMap<Series, int[]> counts;

  /** Takes the arrays as its own. */
  Block(SortedMap<Series, int[]> counts) {
    this.counts = counts;
  }

  /**
   * Reads what {@link #text()} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Block parse(Resolution resolution, SortedMap<String, String> text) {
    SortedMap<Series, int[]> counts = new TreeMap<>();
    text.forEach((series, numbers) -> counts.put(Series.parse(series), parse(resolution, numbers)));
    return new Block(counts);
  }

  private static int[] parse(Resolution resolution, String numbers) {
    String[] parts = numbers.split(SEPARATOR, -1);
    if (parts.length > resolution.slots()) {
      throw new IllegalArgumentException(
          "'" + numbers + "' has " + parts.length + " counts of at most " + resolution.slots());
    }
    int[] counts = new int[resolution.slots()];
    for (int i = 0; i < parts.length; i++) {
      counts[i] = parts[i].isEmpty() ? 0 : Integer.parseUnsignedInt(parts[i]);
      if (counts[i] < 0) {
        throw new IllegalArgumentException("'" + parts[i] + "' is too large a count");
      }
    }
    return counts;
  }

  /**
   * One text for each series: its counts in the order of time, with nothing for 0, up to the last
   * that is not 0.
   */
  public SortedMap<String, String> text() {
    SortedMap<String, String> texts = new TreeMap<>();
    counts.forEach((series, numbers) -> texts.put(series.toString(), text(numbers)));
    return Collections.unmodifiableSortedMap(texts);
  }

  private static String text(int[] numbers) {
    int end = numbers.length;
    while (end > 0 && numbers[end - 1] == 0) {
      end--;
    }
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < end; i++) {
      line.append(i == 0 ? "" : SEPARATOR);
      if (numbers[i] != 0) {
        line.append(numbers[i]);
      }
    }
    return line.toString();
  }

  /** The counts of one slot that are not 0. */
  SortedMap<Series, Integer> slot(int index) {
    SortedMap<Series, Integer> found = new TreeMap<>();
    counts.forEach(
        (series, numbers) -> {
          if (numbers[index] != 0) {
            found.put(series, numbers[index]);
          }
        });
    return found;
  }

  /** The same counts, open to change. */
  SortedMap<Series, int[]> copy() {
    SortedMap<Series, int[]> copy = new TreeMap<>();
    counts.forEach((series, numbers) -> copy.put(series, numbers.clone()));
    return copy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Block block
            && counts.keySet().equals(block.counts.keySet())
            && counts.entrySet().stream()
                .allMatch(
                    series -> Arrays.equals(series.getValue(), block.counts.get(series.getKey()))));
  }

  @Override
  public int hashCode() {
    return counts.values().stream().mapToInt(Arrays::hashCode).sum();
  }

  @Override
  public String toString() {
    return text().toString();
  }
}
