package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  /** A longer line, its end included, counts as one that does not fit, and is not held. */
  static final int MAX_LINE_BYTES = 1024 * 1024;

  /** What a read found. */
  enum Result {
    /** Lines were read. */
    READ,
    /** Nothing new up to a line end. */
    NOTHING,
    /** The content before the offset is not what was read: this is another file now. */
    REPLACED
  }

  private final LineReader reader;
  private final LogLine line = new LogLine();
  private Path path;
  private Optional<String> fileKey;
  private @Nullable FileChannel channel;
  private long offset;
  private String head;
  private byte @Nullable [] tail;
  private String tailHash;
  private boolean oversized;
  private final boolean copy;

  private FileTail(Path path, FilePosition start, LineReader reader) {
    this.path = path;
    fileKey = start.fileKey();
    this.reader = reader;
    offset = start.offset();
    head = start.head();
    tailHash = start.tail();
    oversized = start.oversized();
    copy = start.copy();
    tail = offset == 0 ? new byte[0] : null;
  }

  /** A file that nothing was read of. */
  static FileTail fresh(Path path, Optional<String> fileKey, LineReader reader) {
    FilePosition start =
        new FilePosition(path.toString(), fileKey, 0, "", "", "", false, false, Optional.empty());
    return new FileTail(path, start, reader);
  }

  /** A copy of a file whose lines were read there, as it stands in that channel. */
  static FileTail copy(
      Path path, Optional<String> fileKey, String head, FileChannel content, LineReader reader)
      throws IOException {
    long size = content.size();
    byte[] end = new byte[(int) Math.min(TAIL_BYTES, size)];
    readFully(content, end, 0, end.length, size - end.length);
    String tail = Hash.of(end, 0, end.length);
    FilePosition position =
        new FilePosition(
            path.toString(), fileKey, size, head, tail, "", false, true, Optional.empty());
    return new FileTail(path, position, reader);
  }

  /** A file that is read on from where it was left. */
  static FileTail resume(FilePosition position, LineReader reader) {
    return new FileTail(Path.of(position.path()), position, reader);
  }

  Path path() {
    return path;
  }

  Optional<String> fileKey() {
    return fileKey;
  }

  long offset() {
    return offset;
  }

  /** The hash of the first data line, or empty. */
  String head() {
    return head;
  }

  /** Whether its lines were read from another file, of which this is a copy. */
  boolean isCopy() {
    return copy;
  }

  boolean isOpen() {
    return channel != null;
  }

  /** The same file is at another path now. */
  void movedTo(Path newPath, Optional<String> newFileKey) {
    path = newPath;
    fileKey = newFileKey;
  }

  /** The size now, of the open file or else of what is at its path. */
  long size() throws IOException {
    return open().size();
  }

  FilePosition position(Optional<Long> goneSince) {
    if (tail != null && tailHash.isEmpty() && offset > 0) {
      tailHash = Hash.of(tail, 0, tail.length);
    }
    return new FilePosition(
        path.toString(),
        fileKey,
        offset,
        head,
        tailHash,
        reader.memory(),
        oversized,
        copy,
        goneSince);
  }

  /** Whether what was read still stands in the file, and that is at least as long as another. */
  boolean isIntactAndCovers(long otherSize) throws IOException {
    FileChannel own = open();
    return own.size() >= otherSize && isBeginningOf(own);
  }

  /** The hash of the first data line that is in the file now, or empty. */
  String headNow() throws IOException {
    return Head.of(open());
  }

  /** Whether the shorter of the file and another one is the beginning of the longer. */
  boolean isSameContent(FileChannel other) throws IOException {
    return Head.isSameContent(open(), other);
  }

  /** Whether what was read of this file stands at the beginning of what is in that channel. */
  boolean isBeginningOf(FileChannel other) throws IOException {
    if (other.size() < offset) {
      return false;
    }
    int length = (int) Math.min(TAIL_BYTES, offset);
    byte[] there = new byte[length];
    return readFully(other, there, 0, length, offset - length) == length && verify(there, length);
  }

  /** Reads up to one chunk of whole lines. */
  Result read(Scratch scratch, LineSink sink) throws IOException {
    FileChannel from = open();
    int before = (int) Math.min(TAIL_BYTES, offset);
    int capacity = CHUNK_BYTES + TAIL_BYTES;
    while (true) {
      byte[] buffer = scratch.ofSize(capacity);
      int filled = readFully(from, buffer, 0, capacity, offset - before);
      if (filled < before || !verify(buffer, before)) {
        return Result.REPLACED;
      }
      int end = lastLineEnd(buffer, before, filled);
      if (end > before) {
        consume(buffer, before, end, sink);
        return Result.READ;
      }
      if (filled < capacity) {
        return Result.NOTHING;
      }
      if (capacity >= MAX_LINE_BYTES + before) {
        if (!oversized && head.isEmpty() && Head.isDataLine(buffer, before, filled)) {
          head = Head.of(buffer, before, filled);
        }
        oversized = true;
        advance(buffer, before, filled, sink);
        return Result.READ;
      }
      capacity = Math.min(2 * capacity, MAX_LINE_BYTES + before);
    }
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  private FileChannel open() throws IOException {
    if (channel == null) {
      channel = FileChannel.open(path, StandardOpenOption.READ);
    }
    return channel;
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

  private void consume(byte[] buffer, int from, int end, LineSink sink) {
    int start = from;
    if (oversized) {
      start = lineEnd(buffer, from, end) + 1;
      oversized = false;
      sink.unfit();
    }
    while (start < end) {
      int newline = lineEnd(buffer, start, end);
      int to = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
      LineReader.Fit fit = reader.read(buffer, start, to, line);
      if (head.isEmpty() && Head.isDataLine(buffer, start, newline)) {
        head = Head.of(buffer, start, newline);
      }
      switch (fit) {
        case REQUEST -> sink.request(line);
        case UNFIT -> sink.unfit();
        case HEADER -> {}
      }
      start = newline + 1;
    }
    advance(buffer, from, end, sink);
  }

  private void advance(byte[] buffer, int from, int end, LineSink sink) {
    offset += end - from;
    int keep = (int) Math.min(TAIL_BYTES, offset);
    tail = Arrays.copyOfRange(buffer, end - keep, end);
    tailHash = "";
    sink.bytes(end - from);
  }

  /** The first line end, or {@code end} if there is none. */
  static int lineEnd(byte[] buffer, int from, int end) {
    int at = from;
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The place after the last line end, or {@code from} if there is none. */
  private static int lastLineEnd(byte[] buffer, int from, int filled) {
    for (int i = filled - 1; i >= from; i--) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return from;
  }

  static int readFully(FileChannel from, byte[] into, int at, int length, long position)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
    long next = position;
    while (buffer.hasRemaining()) {
      int read = from.read(buffer, next);
      if (read < 0) {
        break;
      }
      next += read;
    }
    return length - buffer.remaining();
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
