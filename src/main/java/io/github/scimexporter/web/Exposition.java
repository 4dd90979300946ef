package io.github.scimexporter.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * What a scrape is answered, in parts of which each is compressed by itself, so that one that was
 * sent before need not be compressed again.
 */
record Exposition(List<Exposition.Part> parts) {
  /** Magic number, deflate, neither time nor name, an unknown system (RFC 1952). */
  private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** A last block with nothing in it (RFC 1951). */
  private static final byte[] LAST_BLOCK = {3, 0};

  /** Copies the parts. */
  Exposition {
    parts = List.copyOf(parts);
  }

  byte[] plain() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.forEach(part -> bytes.writeBytes(part.plain()));
    return bytes.toByteArray();
  }

  /** The same as one member of a gzip file. */
  byte[] gzip() {
    CRC32 checksum = new CRC32();
    int size = 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(GZIP_HEADER);
    for (Part part : parts) {
      checksum.update(part.plain());
      size += part.plain().length;
      bytes.writeBytes(part.deflated());
    }
    bytes.writeBytes(LAST_BLOCK);
    bytes.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) checksum.getValue())
            .putInt(size)
            .array());
    return bytes.toByteArray();
  }

  /** Some bytes, compressed when that is asked for first. */
  static final class Part {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final byte[] plain;
    private volatile byte @Nullable [] deflated;

    Part(byte[] plain) {
      this.plain = plain;
    }

    byte[] plain() {
      return plain;
    }

    /** Whole blocks that end at a byte's end, so that others can follow (RFC 1951). */
    byte[] deflated() {
      byte[] known = deflated;
      if (known == null) {
        known = deflate(plain);
        deflated = known;
      }
      return known;
    }

    private static byte[] deflate(byte[] plain) {
      // The quickest level: a scrape waits for it.
      Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
      try {
        deflater.setInput(plain);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = buffer.length;
        while (count == buffer.length) {
          count = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
          bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
      } finally {
        deflater.end();
      }
    }
  }
}
