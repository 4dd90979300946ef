package io.github.scimexporter.accesslog.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, which is how bytes are gone through that are many. */
public final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long LOW_BITS = 0x7f * ONES;

  private Words() {}

  /** The eight bytes from there on; the first is the lowest. */
  public static long get(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /** Eight times that byte. */
  public static long ofAll(char ascii) {
    return ascii * ONES;
  }

  /** Of eight bytes, the highest bit of each that is the same in both, and no other bit. */
  public static long same(long word, long other) {
    long different = word ^ other;
    // The others have their highest bit, or carry into it.
    return ~(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS);
  }

  /** The first place of an ASCII character, or {@code to}. */
  public static int first(byte[] bytes, int from, int to, char wanted) {
    long all = ofAll(wanted);
    int at = from;
    for (; to - at >= Long.BYTES; at += Long.BYTES) {
      long marks = same(get(bytes, at), all);
      if (marks != 0) {
        return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
      }
    }
    while (at < to && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  /** The last place of an ASCII character, or {@code from - 1}. */
  public static int last(byte[] bytes, int from, int to, char wanted) {
    long all = ofAll(wanted);
    int end = to;
    for (; end - from >= Long.BYTES; end -= Long.BYTES) {
      long marks = same(get(bytes, end - Long.BYTES), all);
      if (marks != 0) {
        return end - 1 - Long.numberOfLeadingZeros(marks) / Byte.SIZE;
      }
    }
    while (end > from && bytes[end - 1] != wanted) {
      end--;
    }
    return end - 1;
  }
}
