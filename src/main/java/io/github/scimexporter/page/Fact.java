package io.github.scimexporter.page;

import java.util.Optional;

/**
 * Something that is known.
 *
 * @param name what it is
 * @param value what it is like
 * @param href where more of it is
 */
public record Fact(String name, String value, Optional<String> href) {
  static Fact of(String name, String value) {
    return new Fact(name, value, Optional.empty());
  }
}
