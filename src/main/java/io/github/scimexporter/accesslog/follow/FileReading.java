package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file as far as it can be read, and knows why it cannot. */
final class FileReading {
  private static final Logger logger = LoggerFactory.getLogger(FileReading.class);

  private final FileTail tail;
  private boolean compressed;

  /** Of compressed content: whether all of it was read. */
  private boolean finished;

  /** Of compressed content that was read to its end: whether that is no line end. */
  private boolean halfLine;

  private boolean replaced;

  /** Whether it was not at its path at the last try. */
  private boolean absent;

  private Optional<String> trouble = Optional.empty();

  FileReading(FileTail tail, boolean compressed, boolean finished) {
    this.tail = tail;
    this.compressed = compressed;
    this.finished = finished;
  }

  FileTail tail() {
    return tail;
  }

  boolean isCompressed() {
    return compressed;
  }

  /** Whether it is compressed, and was not read to its end. */
  boolean isUnfinished() {
    return compressed && !finished;
  }

  /** Whether it is compressed, was read, and ends in half a line. */
  boolean endsInHalfALine() {
    return finished && halfLine;
  }

  /** Whether it holds other content than what was read of it. */
  boolean isReplaced() {
    return replaced;
  }

  /** Whether it was not at its path at the last try: it may be there again, unchanged. */
  boolean wasAbsent() {
    return absent;
  }

  /** Why it could not be read at the last try. */
  Optional<String> trouble() {
    return trouble;
  }

  void forgetTrouble() {
    trouble = Optional.empty();
  }

  /** It is read on from another place. */
  void movedTo(Met met) {
    tail.movedTo(met.seen());
    replaced = false;
    compressed = met.content().isCompressed();
    finished = false;
  }

  /** Compressed bytes changed: what was decompressed ended where the file ended then. */
  void startOver() {
    finished = false;
    close();
  }

  /**
   * Reads one chunk.
   *
   * @param quiet whether the file has not changed for long
   * @param copy whether its lines are read elsewhere: it is only looked at whether it still is it
   */
  FileTail.Result read(FileTail.Scratch scratch, LineSink sink, boolean quiet, boolean copy) {
    return attempt(
        () -> {
          compressed = tail.content().isCompressed();
          if (copy) {
            finished = true;
            return tail.isIntact() ? FileTail.Result.NOTHING : FileTail.Result.REPLACED;
          }
          FileTail.Result result = tail.read(scratch, sink);
          if (result == FileTail.Result.NOTHING && compressed) {
            finished = tail.content().isFinished();
            halfLine = finished && tail.content().reaches(tail.offset() + 1);
            if (!finished && quiet) {
              throw new IOException("the compressed data ends early");
            }
          }
          return result;
        });
  }

  /** Half a line at the end stays so. */
  void leaveAlone() {
    halfLine = false;
  }

  /** Takes half a line at the end as a line: its end will not come. */
  FileTail.Result readLast(FileTail.Scratch scratch, LineSink sink) {
    return attempt(() -> tail.readLast(scratch, sink));
  }

  private interface Attempt {
    FileTail.Result read() throws IOException;
  }

  private FileTail.Result attempt(Attempt attempt) {
    try {
      absent = false;
      FileTail.Result result = attempt.read();
      trouble = Optional.empty();
      if (result == FileTail.Result.REPLACED) {
        logger.info("{}: holds other content than before; read from its beginning", tail.path());
        replaced = true;
        close();
      }
      return result;
    } catch (NoSuchFileException e) {
      // Gone or renamed since it was seen: the next look tells.
      absent = true;
      return FileTail.Result.NOTHING;
    } catch (AccessDeniedException e) {
      trouble = Optional.of(tail.path() + ": may not be read by this user");
    } catch (IOException e) {
      trouble = Optional.of(tail.path() + ": cannot be read (" + e.getMessage() + ")");
      close();
    }
    return FileTail.Result.NOTHING;
  }

  /** How many bytes of so many on disk were not read. */
  long unread(long diskSize) {
    if (!compressed) {
      return Math.max(0, diskSize - tail.offset());
    }
    try {
      return finished ? 0 : tail.isOpen() ? tail.content().unread(tail.offset()) : diskSize;
    } catch (IOException e) {
      logger.debug("{}: how much was not read cannot be told", tail.path(), e);
      return diskSize;
    }
  }

  void close() {
    try {
      tail.close();
    } catch (IOException e) {
      logger.warn("{}: cannot be closed ({})", tail.path(), e.getMessage());
    }
  }
}
