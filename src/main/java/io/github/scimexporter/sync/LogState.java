package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.Optional;

/**
 * All that was read of one log, at one moment.
 *
 * @param watchStart when this log was first watched, kept across restarts
 * @param lines log lines, without headers
 * @param unparsedLines those of them that do not fit the format
 * @param misdatedLines those of them whose date cannot be believed
 * @param bytes bytes read, line ends and headers included
 * @param lostBytes bytes that were seen on disk, and were gone before they could be read
 * @param lastLine the event time of the newest line of any kind
 * @param recent how the last lines fit
 */
public record LogState(
    Instant watchStart,
    long lines,
    long unparsedLines,
    long misdatedLines,
    long bytes,
    long lostBytes,
    Optional<Instant> lastLine,
    RecentFit recent) {

  /** A log of which nothing was read yet. */
  public static LogState watchedSince(Instant watchStart) {
    return new LogState(watchStart, 0, 0, 0, 0, 0, Optional.empty(), RecentFit.empty());
  }
}
