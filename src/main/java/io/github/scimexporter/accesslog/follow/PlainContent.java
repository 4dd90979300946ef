package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file as they are. */
final class PlainContent implements Content {
  private final FileChannel channel;

  PlainContent(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(byte[] into, int at, int length, long position) throws IOException {
    return readFully(channel, into, at, length, position);
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

  @Override
  public boolean reaches(long size) throws IOException {
    return channel.size() >= size;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public long unread(long offset) throws IOException {
    return Math.max(0, channel.size() - offset);
  }

  @Override
  public boolean isCompressed() {
    return false;
  }

  @Override
  public boolean isFinished() {
    return false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
