package io.github.scimexporter.entra;

import java.time.Duration;
import java.util.Optional;

/** How long to leave Graph alone. */
final class Backoff {
  /** A server that asks for more is asked again all the same: a blind exporter is worse. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

  private static final int LONGEST_FACTOR = 6;

  private Backoff() {}

  /**
   * Until the next reading: the interval, and after failures one running ever longer, up to six
   * times as long.
   *
   * @param failures how many readings failed since the last that worked
   * @param throttled whether the last one was too many: then even the first wait is longer
   * @param retryAfter how long the server asked to be left alone
   */
  static Duration next(
      Duration interval, int failures, boolean throttled, Optional<Duration> retryAfter) {
    int doublings = Math.min(failures + (throttled ? 0 : -1), LONGEST_FACTOR);
    int factor = failures == 0 ? 1 : Math.min(1 << doublings, LONGEST_FACTOR);
    Duration own = interval.multipliedBy(factor);
    Duration asked =
        retryAfter
            .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait)
            .orElse(Duration.ZERO);
    return own.compareTo(asked) > 0 ? own : asked;
  }
}
