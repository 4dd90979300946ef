package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that is known: how far it was read, and whether there is more. */
final class Tracked {
  private static final Logger logger = LoggerFactory.getLogger(Tracked.class);

  /** How long a handle is kept after the file changed last: its writer may still have one, too. */
  private static final Duration KEEP_OPEN = Duration.ofMinutes(5);

  /** Servers flush at least each 10 s: after this time no end of a half line is to be expected. */
  private static final Duration LINE_ENDS_WITHIN = Duration.ofMinutes(1);

  private final FileReading reading;
  private final FileTail tail;
  private final boolean copy;
  private final DiskState disk;

  /** The head as found when the file was met, before its first line is read. */
  private String headWhenMet;

  /** Whether it may hold what was not read, or other content than before. */
  private boolean news;

  /** Whether it has not changed for so long that its handle can be let go. */
  private boolean quiet;

  /** Its size when it was tried to take half a line at its end. */
  private long leftAlone = -1;

  private final Loss loss = new Loss();

  private Tracked(FileReading reading, boolean copy, DiskState disk, String headWhenMet) {
    this.reading = reading;
    this.tail = reading.tail();
    this.copy = copy;
    this.disk = disk;
    this.headWhenMet = headWhenMet;
  }

  /** A file that was read before a restart. */
  static Tracked resume(Path path, FilePosition position, LineReader reader) {
    boolean finished = position.compressed() && position.size() > 0;
    FileReading reading =
        new FileReading(FileTail.resume(path, position, reader), position.compressed(), finished);
    DiskState disk = DiskState.resume(position);
    Tracked resumed = new Tracked(reading, position.copy(), disk, position.head());
    // Other content may stand there now; compressed content would have to be read whole to tell.
    resumed.news = !finished;
    return resumed;
  }

  /** A file that nothing was read of. */
  static Tracked fresh(Met met, LineReader reader, Instant now) {
    Tracked fresh = of(met, FileTail.fresh(met.seen(), reader), false);
    fresh.seen(met.seen(), now);
    return fresh;
  }

  /** A copy, of so many bytes, of a file whose lines were read there and that has that head. */
  static Tracked copy(Met met, long size, String head, LineReader reader, Instant now)
      throws IOException {
    Tracked copy = of(met, FileTail.readElsewhere(met, size, head, reader), true);
    copy.disk.see(met.seen(), now);
    copy.seen(met.seen(), now);
    return copy;
  }

  private static Tracked of(Met met, FileTail tail, boolean copy) {
    FileReading reading = new FileReading(tail, met.content().isCompressed(), copy);
    return new Tracked(reading, copy, DiskState.of(met.seen()), met.head().hash());
  }

  Path path() {
    return tail.path();
  }

  FileTail tail() {
    return tail;
  }

  DiskState disk() {
    return disk;
  }

  boolean isCopy() {
    return copy;
  }

  boolean isReplaced() {
    return reading.isReplaced();
  }

  /** The hash of the first data line, as far as it is known. */
  String head() {
    return tail.head().isEmpty() ? headWhenMet : tail.head();
  }

  /** Whether no data line was read of it, only headers perhaps, which many files have. */
  boolean hasReadNoLine() {
    return tail.head().isEmpty();
  }

  long lagBytes() {
    boolean readable = !copy && !reading.isReplaced() && (!disk.isGone() || isHeld());
    return readable ? reading.unread(disk.size()) : 0;
  }

  /** Why it could not be read at the last try. */
  Optional<String> trouble() {
    return reading.trouble();
  }

  FilePosition position() {
    return new FilePosition(
        path().toString(),
        disk.fileKey(),
        reading.isCompressed(),
        tail.offset(),
        reading.isUnfinished() ? 0 : disk.size(),
        disk.modified().toMillis(),
        tail.offset() == 0 ? head() : tail.head(),
        tail.tailHash(),
        tail.feed().reader().memory(),
        tail.feed().rest(),
        copy,
        disk.goneSince().map(Instant::toEpochMilli));
  }

  /** Whether what lies at that path is this file still, as far as the file system can tell. */
  boolean isStill(Seen seen) {
    return !reading.isReplaced()
        && seen.path().equals(path())
        && seen.fileKey().equals(disk.fileKey())
        && isLongEnough(seen)
        // What the first line says of it is not known yet, so it is met again once that may be
        // there. Another file may have the same size.
        && (!hasReadNoLine() || !disk.isChanged(seen));
  }

  private boolean isLongEnough(Seen seen) {
    // A copy that grows is perhaps still being made: what is new in it may be read elsewhere, too.
    if (copy) {
      return seen.size() == disk.size();
    }
    return reading.isCompressed() || seen.size() >= tail.offset();
  }

  /** Whether every whole line in so many bytes of content from the beginning was read. */
  boolean isReadUpTo(long contentSize) {
    return tail.offset() >= contentSize
        || (!hasNews() && !reading.isCompressed() && disk.size() >= contentSize);
  }

  /** Whether it can be read even if no path leads to it. */
  boolean isHeld() {
    return tail.isOpen() && !copy;
  }

  /** Takes note of what the file system says of it. */
  void seen(Seen seen, Instant now) {
    // What comes back after it was gone may be another file that looks the same from outside.
    boolean changed = disk.isGone() || disk.isChanged(seen);
    if (changed && reading.isCompressed()) {
      reading.startOver();
    }
    disk.see(seen, now);
    loss.avert();
    boolean wasQuiet = quiet;
    quiet = disk.isModifiedBefore(now.minus(KEEP_OPEN));
    boolean overdue = reading.isUnfinished() && quiet && !wasQuiet;
    // A trouble of compressed content mends with its bytes only.
    boolean retry = reading.wasAbsent() || (trouble().isPresent() && !reading.isCompressed());
    news |= changed || overdue || retry;
    // Without a file key only opening it anew tells whether the path leads to another file.
    if (disk.fileKey().isEmpty() || (quiet && !hasNews())) {
      close();
    }
  }

  /** The same file was met at another path, or with its first line. */
  void movedTo(Met met, Instant now) {
    logger.debug("{} is now {}", path(), met.seen().path());
    if (!disk.hasKeyOf(met.seen())) {
      close();
    }
    reading.movedTo(met);
    headWhenMet = met.head().hash();
    news = true;
    seen(met.seen(), now);
  }

  /** No path leads to it any more; what an open handle still gives is read all the same. */
  void unseen(Instant now) {
    loss.confirm();
    if (disk.fileKey().isEmpty() && hasReadNoLine()) {
      // At another path it would not be known to be the same file, and be read there, too.
      close();
    }
    long unread = lagBytes();
    boolean noticed = disk.unsee(now);
    reading.forgetTrouble();
    quiet = false;
    if (!isHeld() || reading.isReplaced()) {
      loss.expect(noticed ? unread : 0);
      news = false;
    } else if (!reading.isCompressed()) {
      lookAtHandle(now);
    }
    if (!hasNews() && disk.isGoneBefore(now.minus(KEEP_OPEN))) {
      close();
    }
  }

  private void lookAtHandle(Instant now) {
    try {
      long sizeNow = tail.content().size();
      if (sizeNow < tail.offset()) {
        // Truncated, and nothing else holds what stood there.
        loss.add(lagBytes());
      }
      news |= sizeNow != disk.size();
      disk.sizeIs(sizeNow, now);
    } catch (IOException e) {
      logger.warn("{}: cannot be read to its end ({})", path(), e.getMessage());
      close();
    }
  }

  Loss loss() {
    return loss;
  }

  boolean hasNews() {
    return !reading.isReplaced() && news;
  }

  /** Whether it ends in half a line whose end will not come, if another file came after it. */
  boolean hasOpenEnd(Instant now) {
    if (copy
        || news
        || reading.isReplaced()
        || (disk.isGone() && !isHeld())
        || !disk.isUnchangedSince(now.minus(LINE_ENDS_WITHIN))) {
      return false;
    }
    return reading.isCompressed()
        ? reading.endsInHalfALine()
        : disk.size() > tail.offset() && disk.size() != leftAlone;
  }

  /** Whether nothing can come after its last byte. */
  boolean isFinal() {
    return reading.isCompressed() || disk.wasGoneBefore();
  }

  /** What is half a line at its end stays so, unless more comes. */
  void leaveAlone() {
    leftAlone = disk.size();
    reading.leaveAlone();
  }

  /** Takes half a line at the end as a line: its end will not come. */
  FileTail.Result readLast(FileTail.Scratch scratch, LineSink sink) {
    FileTail.Result result = reading.readLast(scratch, sink);
    if (!reading.wasAbsent() && trouble().isEmpty()) {
      leaveAlone();
    }
    return result;
  }

  /**
   * Reads one chunk; {@link #trouble()} tells if that failed. It is tried again once seen again.
   */
  FileTail.Result read(FileTail.Scratch scratch, LineSink sink) {
    FileTail.Result result = reading.read(scratch, sink, quiet, copy);
    boolean more =
        result == FileTail.Result.READ && (reading.isCompressed() || tail.offset() < disk.size());
    if (!more && result != FileTail.Result.REPLACED) {
      news = false;
      if (quiet) {
        close();
      }
    }
    return result;
  }

  void close() {
    reading.close();
  }
}
