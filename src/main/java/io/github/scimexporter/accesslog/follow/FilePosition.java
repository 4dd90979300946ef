package io.github.scimexporter.accesslog.follow;

import java.util.Optional;

/**
 * How far a file was read, and how to know it again. A file is who it says by its content: its
 * first data line, and the bytes before the offset. Hashes only, so that no log content is kept.
 *
 * @param path where it was seen last
 * @param fileKey what the file system knows it by, where there is such a thing; a hint only, since
 *     file systems use it again
 * @param compressed whether it is gzip; offset, head and tail are of what it holds
 * @param offset how many bytes were read, up to a line end or to the end; of a copy, its size
 * @param size its bytes on disk at the last look; of a compressed file, 0 until it was read to its
 *     end
 * @param modified when it changed last, in ms since 1970
 * @param head hash of the first data line; empty until that is known
 * @param tail hash of the up to 256 bytes before the offset
 * @param memory what the line reader learned from it
 * @param rest what the next byte belongs to
 * @param copy whether it is a copy of a file whose lines were read there
 * @param goneSince since when it has not been seen, in ms since 1970
 */
public record FilePosition(
    String path,
    Optional<String> fileKey,
    boolean compressed,
    long offset,
    long size,
    long modified,
    String head,
    String tail,
    String memory,
    Rest rest,
    boolean copy,
    Optional<Long> goneSince) {
  /** What the next byte of a file belongs to. */
  public enum Rest {
    /** A new line. */
    NONE,
    /** A line that is too long to be read, and counts once its end is seen. */
    TOO_LONG,
    /** A line that was counted already, since no end of it was to be expected any more. */
    TAKEN
  }

  /** Checks the offset. */
  public FilePosition {
    if (offset < 0 || size < 0) {
      throw new IllegalArgumentException(
          "offset " + offset + " and size " + size + " of " + path + " must be 0 or more");
    }
  }
}
