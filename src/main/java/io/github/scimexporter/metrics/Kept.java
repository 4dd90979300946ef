package io.github.scimexporter.metrics;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was made last, and gives it again as long as it would be made of the same: most of
 * what a scrape tells is what the one before has told. Safe for use by several threads.
 *
 * @param <K> all that it is made of, immutable
 */
final class Kept<K, V> {
  private final BiFunction<K, Optional<V>, V> make;
  private volatile @Nullable Made<K, V> last;

  private record Made<K, V>(K of, V value) {}

  Kept(Function<K, V> make) {
    this((key, before) -> make.apply(key));
  }

  private Kept(BiFunction<K, Optional<V>, V> make) {
    this.make = make;
  }

  /**
   * Keeps what is made with the help of what was made before.
   *
   * @param make takes what it is made of, and what was made last
   */
  static <K, V> Kept<K, V> following(BiFunction<K, Optional<V>, V> make) {
    return new Kept<>(make);
  }

  V of(K key) {
    Made<K, V> known = last;
    if (known == null || !known.of().equals(key)) {
      known = new Made<>(key, make.apply(key, Optional.ofNullable(known).map(Made::value)));
      last = known;
    }
    return known.value();
  }
}
