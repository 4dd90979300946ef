package io.github.scimexporter.accesslog.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time, which is how bytes are gone through that are many. */
public final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /** The eight bytes from there on; the first is the lowest. */
  public static long get(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }
}
