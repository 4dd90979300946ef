package io.github.scimexporter.status;

import java.util.Optional;

/**
 * Something to do.
 *
 * @param text what to do, a sentence
 * @param command what to type for that; may have several lines
 */
public record Step(String text, Optional<String> command) {
  /** Something for which nothing is to be typed. */
  static Step of(String text) {
    return new Step(text, Optional.empty());
  }

  /** Something that a command does. */
  static Step of(String text, String command) {
    return new Step(text, Optional.of(command));
  }
}
