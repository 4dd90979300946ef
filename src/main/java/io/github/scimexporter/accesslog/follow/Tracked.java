package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is known, with what the last look at the file system said of it. */
final class Tracked {
  private static final Logger logger = LoggerFactory.getLogger(Tracked.class);

  /** How long a handle is kept after the file changed last: its writer may still have one, too. */
  private static final Duration KEEP_OPEN = Duration.ofMinutes(5);

  private static final long NOT_TRIED = -1;

  private final FileTail tail;

  /** The head as found when the file was met, before its first line is read. */
  private final String headWhenMet;

  private Optional<Instant> goneSince;
  private long size;

  /** At this size, nothing up to a line end was found. */
  private long triedSize = NOT_TRIED;

  private boolean replaced;

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
  static Tracked fresh(Path path, BasicFileAttributes attributes, String head, LineReader reader) {
    FileTail tail = FileTail.fresh(path, fileKey(attributes), reader);
    return new Tracked(tail, head, attributes.size(), Optional.empty());
  }

  Path path() {
    return tail.path();
  }

  long lagBytes() {
    return replaced ? 0 : Math.max(0, size - tail.offset());
  }

  FilePosition position() {
    return tail.position(goneSince.map(Instant::toEpochMilli));
  }

  /** Whether what lies at that path is this file still, as far as the file system can tell. */
  boolean isStill(Path path, BasicFileAttributes attributes) {
    return !replaced
        && path.equals(tail.path())
        && tail.fileKey().equals(fileKey(attributes))
        && attributes.size() >= tail.offset();
  }

  /** Whether the content met at another path, or under another file key, is this file's. */
  boolean isContentOf(FileChannel met, String head, BasicFileAttributes attributes)
      throws IOException {
    if (head().isEmpty() || tail.offset() == 0) {
      // No line was read that could be counted twice, so the file system's word is enough.
      return tail.fileKey().isPresent()
          && tail.fileKey().equals(fileKey(attributes))
          && tail.isBeginningOf(met);
    }
    return head().equals(head) && tail.isBeginningOf(met);
  }

  /** Whether the content met is a copy of this file, whole or still being written. */
  boolean isCopiedBy(FileChannel met, String head) throws IOException {
    if (replaced || head.isEmpty() || !head().equals(head)) {
      return false;
    }
    try (FileChannel own = FileChannel.open(tail.path(), StandardOpenOption.READ)) {
      return Head.isSameContent(own, met);
    }
  }

  /** Takes note of what the file system says of it. */
  void seen(BasicFileAttributes attributes, Instant now) {
    goneSince = Optional.empty();
    size = attributes.size();
    Instant modified = attributes.lastModifiedTime().toInstant();
    boolean quiet = modified.isBefore(now.minus(KEEP_OPEN));
    // Without a file key only opening it anew tells whether the path leads to another file.
    if (!hasNews() && (quiet || tail.fileKey().isEmpty())) {
      close();
    }
  }

  /** The same file was met at another path. */
  void movedTo(Path path, BasicFileAttributes attributes, Instant now) {
    logger.debug("{} is now {}", tail.path(), path);
    tail.movedTo(path, fileKey(attributes));
    replaced = false;
    triedSize = NOT_TRIED;
    seen(attributes, now);
  }

  /** No path leads to it any more; what an open handle still gives is read all the same. */
  void unseen(Instant now) {
    if (goneSince.isEmpty()) {
      goneSince = Optional.of(now);
    }
    try {
      size = tail.isOpen() && !replaced ? tail.size() : tail.offset();
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
    return !replaced && size > tail.offset() && size != triedSize;
  }

  /**
   * Reads one chunk.
   *
   * @return whether there may be more
   * @throws IOException if the file cannot be read; it is tried again when it was seen again
   */
  boolean read(FileTail.Scratch scratch, LineSink sink) throws IOException {
    triedSize = size;
    return switch (tail.read(scratch, sink)) {
      case READ -> {
        triedSize = NOT_TRIED;
        yield true;
      }
      case NOTHING -> false;
      case REPLACED -> {
        logger.info("{}: holds other content than before; read from its beginning", path());
        replaced = true;
        close();
        yield false;
      }
    };
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

  private static Optional<String> fileKey(BasicFileAttributes attributes) {
    return Optional.ofNullable(attributes.fileKey()).map(Object::toString);
  }
}
