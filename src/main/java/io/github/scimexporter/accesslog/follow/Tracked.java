package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is known, with what the last look at the file system said of it. */
final class Tracked {
  private static final Logger logger = LoggerFactory.getLogger(Tracked.class);

  /** How long a handle is kept after the file changed last: its writer may still have one, too. */
  private static final Duration KEEP_OPEN = Duration.ofMinutes(5);

  private final FileTail tail;

  /** The head as found when the file was met, before its first line is read. */
  private String headWhenMet;

  private Optional<Instant> goneSince;
  private long size;

  /** When it changed last; null as long as that is not known. */
  private @Nullable FileTime modified;

  /** Whether it may hold what was not read, or other content than before. */
  private boolean news;

  /** Whether it has not changed for so long that its handle can be let go. */
  private boolean quiet;

  private boolean replaced;

  /** Why it could not be read at the last try. */
  private Optional<String> trouble = Optional.empty();

  private Tracked(FileTail tail, String headWhenMet, long size, Optional<Instant> goneSince) {
    this.tail = tail;
    this.headWhenMet = headWhenMet;
    this.size = size;
    this.goneSince = goneSince;
  }

  /** A file that was read before a restart. */
  static Tracked resume(FilePosition position, LineReader reader) {
    return new Tracked(
        FileTail.resume(position, reader),
        position.head(),
        position.offset(),
        position.goneSince().map(Instant::ofEpochMilli));
  }

  /** A file that nothing was read of. */
  static Tracked fresh(
      Path path, BasicFileAttributes attributes, String head, LineReader reader, Instant now) {
    FileTail tail = FileTail.fresh(path, fileKey(attributes), reader);
    Tracked fresh = new Tracked(tail, head, 0, Optional.empty());
    fresh.seen(attributes, now);
    return fresh;
  }

  /** A copy of a file whose lines were read there. */
  static Tracked copy(
      Path path,
      BasicFileAttributes attributes,
      String head,
      FileChannel content,
      LineReader reader,
      Instant now)
      throws IOException {
    FileTail tail = FileTail.copy(path, fileKey(attributes), head, content, reader);
    Tracked copy = new Tracked(tail, head, tail.offset(), Optional.empty());
    copy.seen(attributes, now);
    return copy;
  }

  Path path() {
    return tail.path();
  }

  long lagBytes() {
    return replaced ? 0 : Math.max(0, size - tail.offset());
  }

  /** Whether no path leads to it. */
  boolean isGone() {
    return goneSince.isPresent();
  }

  /** Why it could not be read at the last try. */
  Optional<String> trouble() {
    return trouble;
  }

  FilePosition position() {
    return tail.position(goneSince.map(Instant::toEpochMilli));
  }

  /** Whether what lies at that path is this file still, as far as the file system can tell. */
  boolean isStill(Path path, BasicFileAttributes attributes) {
    return !replaced
        && path.equals(tail.path())
        && tail.fileKey().equals(fileKey(attributes))
        && isLongEnough(attributes)
        // What the first line says of it is not known yet, so it is met again once that may be
        // there.
        && (!hasReadNoLine() || attributes.size() == size);
  }

  private boolean isLongEnough(BasicFileAttributes attributes) {
    // A copy that grows is perhaps still being made: what is new in it may be read elsewhere, too.
    return tail.isCopy() ? attributes.size() == tail.offset() : attributes.size() >= tail.offset();
  }

  /** Whether the file system knows it by the same key; a hint only. */
  boolean hasKeyOf(BasicFileAttributes attributes) {
    return tail.fileKey().isPresent() && tail.fileKey().equals(fileKey(attributes));
  }

  /** Whether the content met at another path, or under another file key, is this file's. */
  boolean isContentOf(FileChannel met, String head, BasicFileAttributes attributes)
      throws IOException {
    if (hasReadNoLine() || !isLongEnough(attributes) || !head().equals(head)) {
      return false;
    }
    if (!hasKeyOf(attributes) && isHeld() && tail.isIntactAndCovers(met.size())) {
      // No path leads to it any more, but it is open and whole, so this is a copy of it.
      return false;
    }
    return tail.isBeginningOf(met);
  }

  /**
   * Whether the file met has this file's key, and no line was read of it that could be counted
   * twice: the file system's word is enough then.
   */
  boolean isUnreadFileOf(FileChannel met, BasicFileAttributes attributes) throws IOException {
    return hasReadNoLine() && hasKeyOf(attributes) && tail.isBeginningOf(met);
  }

  private boolean hasReadNoLine() {
    return head().isEmpty() || tail.offset() == 0;
  }

  /** Whether the content met is a copy of this file, whole or still being written. */
  boolean isCopiedBy(FileChannel met, String head) throws IOException {
    if (replaced || head.isEmpty() || (tail.isCopy() && met.size() > tail.offset())) {
      return false;
    }
    if (head().isEmpty()) {
      // Only headers were read, which many files have; what it holds now is not read yet.
      return tail.headNow().equals(head) && tail.isSameContent(met);
    }
    if (!head().equals(head)) {
      return false;
    }
    // What was read stands there, even if the file itself was truncated since.
    return (tail.offset() > 0 && tail.isBeginningOf(met)) || tail.isSameContent(met);
  }

  boolean isShorterThan(long otherSize) throws IOException {
    return tail.size() < otherSize;
  }

  /** Whether every whole line in so many bytes from the beginning was read. */
  boolean isReadUpTo(long otherSize) {
    return !hasNews() && size >= otherSize;
  }

  /** Whether it can be read even if no path leads to it. */
  boolean isHeld() {
    return tail.isOpen() && !tail.isCopy();
  }

  /** Takes note of what the file system says of it. */
  void seen(BasicFileAttributes attributes, Instant now) {
    goneSince = Optional.empty();
    // A file may be truncated and filled up to the same size, so its time counts, too.
    news |=
        attributes.size() != size
            || !attributes.lastModifiedTime().equals(modified)
            || trouble.isPresent();
    size = attributes.size();
    modified = attributes.lastModifiedTime();
    quiet = modified.toInstant().isBefore(now.minus(KEEP_OPEN));
    // Without a file key only opening it anew tells whether the path leads to another file.
    if (!hasNews() && (quiet || tail.fileKey().isEmpty())) {
      close();
    }
  }

  /** The same file was met at another path, or with its first line. */
  void movedTo(Path path, BasicFileAttributes attributes, String head, Instant now) {
    logger.debug("{} is now {}", tail.path(), path);
    if (!hasKeyOf(attributes)) {
      close();
    }
    tail.movedTo(path, fileKey(attributes));
    headWhenMet = head;
    replaced = false;
    news = true;
    seen(attributes, now);
  }

  /** No path leads to it any more; what an open handle still gives is read all the same. */
  void unseen(Instant now) {
    if (goneSince.isEmpty()) {
      goneSince = Optional.of(now);
    }
    trouble = Optional.empty();
    quiet = false;
    try {
      boolean readable = isHeld() && !replaced;
      long sizeNow = readable ? tail.size() : tail.offset();
      news = readable && (news || sizeNow != size);
      size = sizeNow;
    } catch (IOException e) {
      logger.warn("{}: cannot be read to its end ({})", tail.path(), e.getMessage());
      close();
    }
    if (!hasNews() && goneSince.get().isBefore(now.minus(KEEP_OPEN))) {
      close();
    }
  }

  boolean isForgettable(Instant goneBefore) {
    return goneSince.isPresent() && goneSince.get().isBefore(goneBefore);
  }

  boolean hasNews() {
    return !replaced && news;
  }

  /**
   * Reads one chunk; {@link #trouble()} tells if that failed. It is tried again once seen again.
   */
  FileTail.Result read(FileTail.Scratch scratch, LineSink sink) {
    try {
      FileTail.Result result = tail.read(scratch, sink);
      trouble = Optional.empty();
      if (result == FileTail.Result.REPLACED) {
        logger.info("{}: holds other content than before; read from its beginning", path());
        replaced = true;
        close();
      } else if (result == FileTail.Result.NOTHING || tail.offset() >= size) {
        news = false;
        if (quiet) {
          close();
        }
      }
      return result;
    } catch (NoSuchFileException e) {
      // Gone or renamed since it was seen: the next look tells.
      news = false;
    } catch (AccessDeniedException e) {
      news = false;
      trouble = Optional.of(path() + ": may not be read by this user");
    } catch (IOException e) {
      news = false;
      trouble = Optional.of(path() + ": cannot be read (" + e.getMessage() + ")");
      close();
    }
    return FileTail.Result.NOTHING;
  }

  void close() {
    try {
      tail.close();
    } catch (IOException e) {
      logger.warn("{}: cannot be closed ({})", tail.path(), e.getMessage());
    }
  }

  private String head() {
    return tail.head().isEmpty() ? headWhenMet : tail.head();
  }

  /** What the file system knows a file by, where there is such a thing. */
  static Optional<String> fileKey(BasicFileAttributes attributes) {
    return Optional.ofNullable(attributes.fileKey()).map(Object::toString);
  }
}
