package io.github.scimexporter.metrics;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was made last, and gives it again as long as it would be made of the same: most of
 * what a scrape tells is what the one before has told. Safe for use by several threads.
 *
 * @param <K> all that it is made of, immutable
 */
final class Kept<K, V> {
  private final Function<K, V> make;
  private volatile @Nullable Made<K, V> last;

  private record Made<K, V>(K of, V value) {}

  Kept(Function<K, V> make) {
    this.make = make;
  }

  V of(K key) {
    Made<K, V> known = last;
    if (known == null || !known.of().equals(key)) {
      known = new Made<>(key, make.apply(key));
      last = known;
    }
    return known.value();
  }
}
