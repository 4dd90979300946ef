package io.github.scimexporter.accesslog.follow;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that a gzip file (RFC 1952) holds, of all its members. A file that is still being
 * compressed ends early; what stands there so far can be read.
 */
final class GzipContent implements Content {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel channel;
  private @Nullable InputStream stream;

  /** Decompressed bytes from {@link #start} on, so that reading can go back a little. */
  private byte[] window = new byte[BUFFER_BYTES];

  private long start;
  private int filled;
  private boolean ended;
  private boolean cutOff;

  /** What is wrong where the content ends. */
  private @Nullable ZipException damage;

  GzipContent(FileChannel channel) {
    this.channel = channel;
  }

  static boolean isGzip(FileChannel channel) throws IOException {
    byte[] magic = new byte[2];
    return PlainContent.readFully(channel, magic, 0, 2, 0) == 2
        && (magic[0] & 0xff) == 0x1f
        && (magic[1] & 0xff) == 0x8b;
  }

  @Override
  public int read(byte[] into, int at, int length, long position) throws IOException {
    if (position < start) {
      restart();
    }
    while (!ended && start + filled < position + length) {
      makeRoom(position, length);
      fill();
    }
    int from = (int) Math.min(filled, position - start);
    int read = Math.min(length, filled - from);
    System.arraycopy(window, from, into, at, read);
    if (read == 0 && length > 0 && damage != null) {
      throw damage;
    }
    return read;
  }

  /** Lets go of what stands before the position, and makes place for what is asked for. */
  private void makeRoom(long position, int length) {
    int gone = (int) Math.min(filled, position - start);
    if (gone > 0) {
      System.arraycopy(window, gone, window, 0, filled - gone);
      start += gone;
      filled -= gone;
    }
    // More than what is asked for, so that not each read of a few bytes shifts the window.
    int wanted = length + BUFFER_BYTES;
    if (window.length < wanted) {
      window = Arrays.copyOf(window, wanted);
    }
  }

  private void fill() throws IOException {
    try {
      int read = stream().read(window, filled, window.length - filled);
      if (read < 0) {
        ended = true;
      } else {
        filled += read;
      }
    } catch (EOFException e) {
      // Still being written, or never written to its end.
      ended = true;
      cutOff = true;
    } catch (ZipException e) {
      // What stands before the damage is read first.
      ended = true;
      damage = e;
    }
  }

  private InputStream stream() throws IOException {
    if (stream == null) {
      channel.position(0);
      InputStream compressed =
          new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
      stream = new GZIPInputStream(compressed, BUFFER_BYTES);
    }
    return stream;
  }

  private void restart() {
    // The old stream is not closed, since that would close the channel.
    stream = null;
    start = 0;
    filled = 0;
    ended = false;
    cutOff = false;
    damage = null;
  }

  @Override
  public boolean reaches(long size) throws IOException {
    return size == 0 || start + filled >= size || size() >= size;
  }

  @Override
  public long size() throws IOException {
    while (!ended) {
      makeRoom(start + filled, BUFFER_BYTES);
      fill();
    }
    return start + filled;
  }

  @Override
  public long unread(long offset) throws IOException {
    return ended && offset >= start + filled
        ? 0
        : Math.max(1, channel.size() - (stream == null ? 0 : channel.position()));
  }

  @Override
  public boolean isCompressed() {
    return true;
  }

  @Override
  public boolean isFinished() throws IOException {
    size();
    if (damage != null) {
      throw damage;
    }
    return !cutOff;
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
    channel.close();
  }
}
