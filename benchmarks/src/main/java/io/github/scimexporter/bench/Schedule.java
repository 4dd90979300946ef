package io.github.scimexporter.bench;

import java.util.concurrent.TimeUnit;

/** When the next question is due: how often is part of what is measured. */
final class Schedule {
  private Schedule() {}

  static void pause(double millis) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep((long) (millis * 1e6));
  }
}
