package io.github.scimexporter.sync;

/** Finds the bucket of a number. It is asked twice for each request, so it tries few bounds. */
final class Buckets {
  private final long[] bounds;

  /**
   * Of numbers with so many binary digits, the first bound that is not smaller than all of them.
   */
  private final int[] firstByDigits = new int[Long.SIZE + 1];

  /**
   * Makes buckets.
   *
   * @param bounds the largest number of each bucket but the last, in ascending order
   */
  Buckets(long[] bounds) {
    this.bounds = bounds.clone();
    for (int digits = 1; digits < Long.SIZE; digits++) {
      firstByDigits[digits] = from(0, 1L << (digits - 1));
    }
  }

  /**
   * The place of the first bound that is not smaller; after the last if all are.
   *
   * @param number not negative
   */
  int bucket(long number) {
    return from(firstByDigits[Long.SIZE - Long.numberOfLeadingZeros(number)], number);
  }

  private int from(int first, long number) {
    int place = first;
    while (place < bounds.length && bounds[place] < number) {
      place++;
    }
    return place;
  }
}
