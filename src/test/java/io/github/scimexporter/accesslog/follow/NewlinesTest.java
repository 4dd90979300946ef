package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewlinesTest {
  /** Bytes that differ from a line end in one bit, or carry into the next one. */
  private static final byte[] BYTES = {'\n', '\n', '\n', 0x0b, 0x09, (byte) 0x8a, 0, -1, 'a'};

  @Test
  void countsThemAsOneByOne() {
    Seed seed = Seed.get();
    for (int number = 0; number < 300; number++) {
      Random random = seed.random(number);
      byte[] bytes = new byte[random.nextInt(5000)];
      boolean only = random.nextInt(10) == 0;
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = only ? (byte) '\n' : BYTES[random.nextInt(BYTES.length)];
      }
      int from = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
      int end = from + random.nextInt(bytes.length - from + 1);
      int count = 0;
      for (int i = from; i < end; i++) {
        count += bytes[i] == '\n' ? 1 : 0;
      }

      assertThat(Newlines.count(bytes, from, end)).as(seed.describe(number)).isEqualTo(count);
    }
  }

  @Test
  void bytesThatAreNearlyLineEndsAreNone() {
    byte[] bytes = {0x0b, (byte) 0x8a, 0x09, 0x0a - 128, 0x4a, 0x1a, 0x2a, 0x0e, 0x08, 'x'};

    assertThat(Newlines.count(bytes, 0, bytes.length)).isZero();
  }
}
