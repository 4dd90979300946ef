package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file while it is read. Every read begins a little before the offset and checks that the bytes
 * there are those that were read last, so that a file whose content was replaced is noticed before
 * a single byte of it is taken for a continuation.
 */
final class FileTail {
  /** How many bytes before the offset tell a file from another. */
  static final int TAIL_BYTES = 256;

  private static final int CHUNK_BYTES = 256 * 1024;

  /** What a read found. */
  enum Result {
    /** Lines were read. */
    READ,
    /** Nothing new up to a line end. */
    NOTHING,
    /** The content before the offset is not what was read: this is another file now. */
    REPLACED
  }

  private final LineFeed feed;
  private Path path;
  private Optional<String> fileKey;
  private @Nullable Content content;
  private long offset;
  private String head;

  /** The bytes before the offset; null as long as only their hash is known. */
  private byte @Nullable [] tail;

  private String tailHash;

  private FileTail(
      Path path,
      Optional<String> fileKey,
      LineFeed feed,
      long offset,
      String head,
      String tailHash) {
    this.path = path;
    this.fileKey = fileKey;
    this.feed = feed;
    this.offset = offset;
    this.head = head;
    this.tailHash = tailHash;
    tail = offset == 0 ? new byte[0] : null;
  }

  /** A file that nothing was read of. */
  static FileTail fresh(Seen seen, LineReader reader) {
    LineFeed feed = new LineFeed(reader, FilePosition.Rest.NONE);
    return new FileTail(seen.path(), seen.fileKey(), feed, 0, "", "");
  }

  /** A copy of a file whose lines were read there: as if so many bytes of it had been read. */
  static FileTail readElsewhere(Met met, long size, String head, LineReader reader)
      throws IOException {
    Content content = met.content();
    byte[] end = new byte[(int) Math.min(TAIL_BYTES, size)];
    content.read(end, 0, end.length, size - end.length);
    return new FileTail(
        met.seen().path(),
        met.seen().fileKey(),
        new LineFeed(reader, FilePosition.Rest.NONE),
        size,
        head,
        Hash.of(end, 0, end.length));
  }

  /** A file that is read on from where it was left. */
  static FileTail resume(Path path, FilePosition position, LineReader reader) {
    LineFeed feed = new LineFeed(reader, position.rest());
    // Of a file that nothing was read of, it only tells how it began when it was met.
    String head = position.offset() == 0 ? "" : position.head();
    return new FileTail(path, position.fileKey(), feed, position.offset(), head, position.tail());
  }

  Path path() {
    return path;
  }

  long offset() {
    return offset;
  }

  /** The hash of the first data line, or empty. */
  String head() {
    return head;
  }

  /** The hash of the bytes before the offset. */
  String tailHash() {
    if (tail != null && tailHash.isEmpty() && offset > 0) {
      tailHash = Hash.of(tail, 0, tail.length);
    }
    return tailHash;
  }

  LineFeed feed() {
    return feed;
  }

  boolean isOpen() {
    return content != null;
  }

  void movedTo(Seen seen) {
    path = seen.path();
    fileKey = seen.fileKey();
  }

  /** The content, which is opened at its path unless it is open. */
  Content content() throws IOException {
    if (content == null) {
      content = Content.open(path, fileKey);
    }
    return content;
  }

  /** Whether what was read still stands in the file. */
  boolean isIntact() throws IOException {
    return isBeginningOf(content());
  }

  /** Whether what was read of this file stands at the beginning of that content. */
  boolean isBeginningOf(Content other) throws IOException {
    int length = (int) Math.min(TAIL_BYTES, offset);
    byte[] there = new byte[length];
    return other.read(there, 0, length, offset - length) == length && verify(there, length);
  }

  /** Reads up to one chunk of whole lines. */
  Result read(Scratch scratch, LineSink sink) throws IOException {
    Content from = content();
    int before = (int) Math.min(TAIL_BYTES, offset);
    int capacity = CHUNK_BYTES;
    while (true) {
      byte[] buffer = scratch.ofSize(before + capacity);
      int filled = from.read(buffer, 0, before + capacity, offset - before);
      if (filled < before || !verify(buffer, before)) {
        return Result.REPLACED;
      }
      int end = LineFeed.lastLineEnd(buffer, before, filled);
      if (end > before) {
        takeLines(from, buffer, before, end, sink);
        return Result.READ;
      }
      if (filled < before + capacity) {
        return Result.NOTHING;
      }
      if (capacity >= LineFeed.MAX_LINE_BYTES || feed.rest() != FilePosition.Rest.NONE) {
        if (head.isEmpty() && Head.isDataLine(buffer, before, filled)) {
          head = Head.hash(buffer, before, filled);
        }
        feed.takeTooLong();
        advance(buffer, before, filled, sink);
        return Result.READ;
      }
      capacity = Math.min(2 * capacity, LineFeed.MAX_LINE_BYTES);
    }
  }

  /**
   * Takes what stands after the last line end as a line, since its end will not come. Should it
   * come all the same, what is left of the line counts no more. Half a line that is all that the
   * file has, and does not even fit, is left alone: many files may begin with it.
   */
  Result readLast(Scratch scratch, LineSink sink) throws IOException {
    int before = (int) Math.min(TAIL_BYTES, offset);
    byte[] buffer = scratch.ofSize(before + LineFeed.MAX_LINE_BYTES);
    int filled = content().read(buffer, 0, buffer.length, offset - before);
    if (filled < before || !verify(buffer, before)) {
      return Result.REPLACED;
    }
    if (filled == before
        || LineFeed.lastLineEnd(buffer, before, filled) > before
        || (head.isEmpty() && !feed.isFit(buffer, before, filled))) {
      return Result.NOTHING;
    }
    if (head.isEmpty() && Head.isDataLine(buffer, before, filled)) {
      head = Head.hash(buffer, before, filled);
    }
    feed.takeLast(buffer, before, filled, sink);
    advance(buffer, before, filled, sink);
    return Result.READ;
  }

  void close() throws IOException {
    if (content != null) {
      content.close();
      content = null;
    }
  }

  private boolean verify(byte[] bytes, int length) {
    byte[] known = tail;
    if (known != null) {
      return known.length == length && Arrays.equals(known, 0, length, bytes, 0, length);
    }
    if (!tailHash.equals(Hash.of(bytes, 0, length))) {
      return false;
    }
    tail = Arrays.copyOf(bytes, length);
    return true;
  }

  private void takeLines(Content from, byte[] buffer, int start, int end, LineSink sink)
      throws IOException {
    boolean afterTaken = feed.rest() == FilePosition.Rest.TAKEN;
    feed.takeLines(buffer, start, end, sink);
    if (afterTaken) {
      // The line that was taken without its end is perhaps the first one.
      head = Head.of(from).hash();
    } else if (head.isEmpty()) {
      head = firstDataLine(buffer, start, end);
    }
    advance(buffer, start, end, sink);
  }

  private static String firstDataLine(byte[] buffer, int from, int end) {
    int start = from;
    while (start < end) {
      int newline = LineFeed.lineEnd(buffer, start, end);
      if (Head.isDataLine(buffer, start, newline)) {
        return Head.hash(buffer, start, newline);
      }
      start = newline + 1;
    }
    return "";
  }

  private void advance(byte[] buffer, int from, int end, LineSink sink) {
    offset += end - from;
    int keep = (int) Math.min(TAIL_BYTES, offset);
    tail = Arrays.copyOfRange(buffer, end - keep, end);
    tailHash = "";
    sink.bytes(end - from);
  }

  /** A buffer that grows to what is asked of it, and is used for file after file. */
  static final class Scratch {
    private byte[] buffer = new byte[0];

    private byte[] ofSize(int size) {
      if (buffer.length < size) {
        buffer = new byte[size];
      }
      return buffer;
    }
  }
}
