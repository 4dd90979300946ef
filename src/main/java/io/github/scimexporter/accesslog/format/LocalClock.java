package io.github.scimexporter.accesslog.format;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Reads the times of one zone. Lines come many in a minute, so what the zone's rules say of a
 * minute is kept until one of another minute comes.
 */
final class LocalClock {
  private final ZoneRules rules;
  private long minute = Long.MIN_VALUE;
  private int earlierOffset;
  private int laterOffset;

  LocalClock(ZoneId zone) {
    rules = zone.getRules();
  }

  /**
   * Gives a line its time. What the clock showed twice, at the end of daylight saving, has two
   * readings; what it skipped is read as java.time does: later by what was skipped.
   *
   * @param localSecond seconds since 1970 by the zone's clock
   */
  void set(LogLine line, long localSecond, long milli) {
    long newMinute = Math.floorDiv(localSecond, 60L);
    if (newMinute != minute) {
      lookUp(newMinute);
    }
    line.setTimeMillis(
        (localSecond - earlierOffset) * 1000 + milli, (localSecond - laterOffset) * 1000 + milli);
  }

  private void lookUp(long newMinute) {
    minute = newMinute;
    LocalDateTime local = LocalDateTime.ofEpochSecond(newMinute * 60, 0, ZoneOffset.UTC);
    ZoneOffsetTransition transition = rules.getTransition(local);
    if (transition == null) {
      earlierOffset = rules.getOffset(local).getTotalSeconds();
      laterOffset = earlierOffset;
    } else {
      earlierOffset = transition.getOffsetBefore().getTotalSeconds();
      laterOffset =
          transition.isGap() ? earlierOffset : transition.getOffsetAfter().getTotalSeconds();
    }
  }
}
