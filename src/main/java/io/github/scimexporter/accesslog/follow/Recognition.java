package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells whether a file that was met is one that is known. Names and inodes are hints; what counts
 * is the first data line, and the bytes before the place up to which it was read.
 */
final class Recognition {
  private Recognition() {}

  /** Whether the file met is the known one, at another path or under another file key. */
  static boolean isSame(Tracked known, Met met) throws IOException {
    boolean onlyHeaders = known.hasReadNoLine() && known.tail().offset() > 0;
    if (onlyHeaders || !met.head().isThatOf(known.head())) {
      return false;
    }
    if (known.isCopy() && isLonger(met, known)) {
      // A copy that grew is perhaps still being made: what is new may be read elsewhere, too.
      return false;
    }
    if (!known.disk().hasKeyOf(met.seen())
        && known.isHeld()
        && known.tail().isIntact()
        && known.tail().content().reaches(met.content().size())) {
      // No path leads to it any more, but it is open and whole, so this is a copy of it.
      return false;
    }
    return known.tail().isBeginningOf(met.content());
  }

  private static boolean isLonger(Met met, Tracked copy) throws IOException {
    return met.content().reaches(copy.tail().offset() + 1);
  }

  /**
   * Whether the file met has the known file's key, or its path where there are no keys, and no line
   * was read of it that could be counted twice: the file system's word is enough then.
   */
  static boolean isSameUnread(Tracked known, Met met) throws IOException {
    return !known.isCopy()
        && known.hasReadNoLine()
        && (known.disk().hasKeyOf(met.seen()) || isAtSamePathWithoutKey(known, met))
        && known.tail().isBeginningOf(met.content());
  }

  private static boolean isAtSamePathWithoutKey(Tracked known, Met met) {
    return met.seen().fileKey().isEmpty() && met.seen().path().equals(known.path());
  }

  /** Whether the file met is a copy of the known one, whole or still being written. */
  static boolean isCopy(Tracked known, Met met) throws IOException {
    if (known.isReplaced() || (known.isCopy() && isLonger(met, known))) {
      return false;
    }
    boolean taken = known.tail().feed().rest() == FilePosition.Rest.TAKEN;
    if (met.head().hash().isEmpty() && !(taken && met.head().isThatOf(known.head()))) {
      // Half a first line says too little, unless it was taken for a whole one.
      return false;
    }
    if (known.head().isEmpty()) {
      return isSameAsUnread(known, met);
    }
    if (!met.head().isThatOf(known.head())) {
      return false;
    }
    // What was read stands there, even if the file itself was truncated since.
    return (known.tail().offset() > 0 && known.tail().isBeginningOf(met.content()))
        || Head.isSameContent(known.tail().content(), met.content());
  }

  /** Only headers were read, which many files have; what it holds now is not read yet. */
  private static boolean isSameAsUnread(Tracked known, Met met) throws IOException {
    Content content;
    try {
      content = known.tail().content();
    } catch (FileSystemException e) {
      // What cannot be opened, and was not read, must not keep others from being read.
      return false;
    }
    Head head = Head.of(content);
    // Many files may begin with the same half of a line.
    return (met.head().isThatOf(head.hash())
            || (met.head().isThatOf(head.openHash()) && content.size() == met.content().size()))
        && Head.isSameContent(content, met.content());
  }

  /**
   * Whether all that a file holds, half a first line, is perhaps a copy that was made of another
   * one when that held no more: it stands at the beginning of one that can be read, or one that
   * cannot be looked at any more was written to later.
   */
  static boolean isPerhapsCopyOfAnother(Tracked file, List<Tracked> all) throws IOException {
    byte[] own = new byte[LineFeed.MAX_LINE_BYTES];
    int size = file.tail().content().read(own, 0, own.length, 0);
    for (Tracked other : all) {
      boolean readable = other.isHeld() || !other.disk().isGone();
      // Of what was seen before a restart only the milliseconds are known.
      boolean later = other.disk().modified().toMillis() >= file.disk().modified().toMillis();
      if (other != file && (readable ? beginsWith(other, own, size) : later)) {
        return true;
      }
    }
    return false;
  }

  private static boolean beginsWith(Tracked other, byte[] bytes, int size) {
    byte[] there = new byte[size];
    try {
      return other.tail().content().read(there, 0, size, 0) == size
          && Arrays.equals(bytes, 0, size, there, 0, size);
    } catch (IOException e) {
      // That it cannot be read is its own trouble, and said as such.
      return false;
    }
  }

  /**
   * Whether the known file may not hold any more what was read of it, so that the file met is
   * perhaps the one that does.
   */
  static boolean isPerhapsReplaced(Tracked known, Met met) throws IOException {
    if (!known.hasNews() || !mayBeCopy(known, met)) {
      return false;
    }
    try {
      return !known.tail().isIntact();
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  /** Whether the file met may be a copy of the known one that is still being made. */
  static boolean mayBeCopy(Tracked known, Met met) {
    return !known.isReplaced() && met.head().isThatOf(known.head());
  }
}
