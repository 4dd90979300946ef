package io.github.scimexporter.accesslog.format;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is asked for first. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T value;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    T known = value;
    if (known == null) {
      // Made twice by two threads, it is the same value.
      known = maker.get();
      value = known;
    }
    return known;
  }
}
