package io.github.scimexporter.status;

import java.util.Optional;

/**
 * Something to do.
 *
 * @param text what to do, a sentence
 * @param command what to type for that; may have several lines
 */
public record Step(String text, Optional<String> command) {}
