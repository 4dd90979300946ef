package io.github.scimexporter.accesslog.follow;

import java.util.Optional;

/**
 * How far a file was read, and how to know it again. A file is who it says by its content: its
 * first data line, and the bytes before the offset. Hashes only, so that no log content is kept.
 *
 * @param path where it was seen last
 * @param fileKey what the file system knows it by, where there is such a thing; a hint only, since
 *     file systems use it again
 * @param offset how many bytes were read, always up to a line end; of a copy, its size
 * @param head hash of the first data line; empty until there is one
 * @param tail hash of the up to 256 bytes before the offset
 * @param memory what the line reader learned from it
 * @param oversized whether the offset lies in a line that is too long to be read
 * @param copy whether it is a copy of a file whose lines were read there
 * @param goneSince since when it has not been seen, in ms since 1970
 */
public record FilePosition(
    String path,
    Optional<String> fileKey,
    long offset,
    String head,
    String tail,
    String memory,
    boolean oversized,
    boolean copy,
    Optional<Long> goneSince) {
  /** Checks the offset. */
  public FilePosition {
    if (offset < 0) {
      throw new IllegalArgumentException("the offset " + offset + " of " + path + " is below 0");
    }
  }
}
