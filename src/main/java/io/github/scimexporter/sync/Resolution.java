package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;

/** How finely the past is kept, and for how long. */
public enum Resolution {
  /**
   * The last 6 hours, so that what has just happened is seen in its order; and the hour under way,
   * so that it is 6 hours at any minute of it.
   */
  MINUTE(Duration.ofMinutes(1), 60, 7),
  /** The last 90 days. */
  HOUR(Duration.ofHours(1), 24, 90);

  private final Duration step;
  private final int slots;
  private final int blocks;

  Resolution(Duration step, int slots, int blocks) {
    this.step = step;
    this.slots = slots;
    this.blocks = blocks;
  }

  /** The time of one slot, for which there is one count of each series. */
  public Duration step() {
    return step;
  }

  /** How many slots make a block: a day of hours, an hour of minutes. */
  int slots() {
    return slots;
  }

  /** How many blocks are kept: the newest one, and those before it. */
  int blocks() {
    return blocks;
  }

  /** How far the past is kept, counted from the end of the block of what is newest. */
  public Duration kept() {
    return step.multipliedBy((long) slots * blocks);
  }

  /** The slot that a moment is in, counted from 1970. */
  long slot(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), step.toSeconds());
  }

  /** The block that a moment is in, counted from 1970. */
  long block(Instant time) {
    return Math.floorDiv(slot(time), (long) slots);
  }

  /** When a slot begins. */
  Instant start(long slot) {
    return Instant.ofEpochSecond(slot * step.toSeconds());
  }
}
