package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bucket of a number is the first whose bound is not smaller. */
class BucketsTest {
  @Test
  void aNumberIsInTheFirstBucketWhoseBoundIsNotSmaller() {
    Seed seed = Seed.get();
    for (int number = 0; number < 300; number++) {
      Random random = seed.random(number);
      long[] bounds =
          random
              .longs(1 + random.nextInt(40), 0, 1L << (1 + random.nextInt(62)))
              .distinct()
              .sorted()
              .toArray();
      Buckets buckets = new Buckets(bounds);
      for (long bound : bounds) {
        for (long value = Math.max(0, bound - 1); value <= bound + 1; value++) {
          long wanted = value;
          assertThat(buckets.bucket(value))
              .as("%s: %s of %s", seed.describe(number), value, Arrays.toString(bounds))
              .isEqualTo((int) Arrays.stream(bounds).filter(b -> b < wanted).count());
        }
      }
      assertThat(buckets.bucket(0)).isZero();
      assertThat(buckets.bucket(Long.MAX_VALUE)).isEqualTo(bounds.length);
    }
  }
}
