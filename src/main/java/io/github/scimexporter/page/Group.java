package io.github.scimexporter.page;

import java.util.List;

/**
 * Facts that belong together.
 *
 * @param title what they are about
 */
public record Group(String title, List<Fact> facts) {
  /** Copies the list. */
  public Group {
    facts = List.copyOf(facts);
  }
}
