package io.github.scimexporter.polling;

import java.time.Duration;

/** Something that is asked again and again, by one thread. */
public interface Poll {
  /**
   * Asks once.
   *
   * @return how long to wait until the next time
   * @throws InterruptedException if told to end meanwhile
   */
  Duration ask() throws InterruptedException;
}
