package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  /** Bytes that differ from a line end in one bit, or carry into the next one. */
  private static final byte[] BYTES = {'\n', 0x0b, 0x09, (byte) 0x8a, 0, -1, 'a', 0x4a, 0x08};

  @Test
  void findsTheFirstAndTheLastPlaceAsOneByOne() {
    Seed seed = Seed.get();
    for (int number = 0; number < 2000; number++) {
      Random random = seed.random(number);
      byte[] bytes = new byte[random.nextInt(60)];
      int rare = 1 + random.nextInt(40);
      for (int i = 0; i < bytes.length; i++) {
        boolean any = random.nextInt(rare) == 0;
        bytes[i] = BYTES[any ? random.nextInt(BYTES.length) : 1 + random.nextInt(8)];
      }
      int from = random.nextInt(bytes.length + 1);
      int to = from + random.nextInt(bytes.length - from + 1);
      int first = from;
      while (first < to && bytes[first] != '\n') {
        first++;
      }
      int last = to - 1;
      while (last >= from && bytes[last] != '\n') {
        last--;
      }

      assertThat(Words.first(bytes, from, to, '\n')).as(seed.describe(number)).isEqualTo(first);
      assertThat(Words.last(bytes, from, to, '\n')).as(seed.describe(number)).isEqualTo(last);
    }
  }

  @Test
  void whatStandsBeforeAndAfterIsNotFound() {
    byte[] bytes = "aXbbbbbbbbbbbbbbbbbbXc".getBytes(US_ASCII);

    assertThat(Words.first(bytes, 2, 20, 'X')).isEqualTo(20);
    assertThat(Words.last(bytes, 2, 20, 'X')).isEqualTo(1);
    assertThat(Words.first(bytes, 5, 5, 'b')).isEqualTo(5);
    assertThat(Words.last(bytes, 5, 5, 'b')).isEqualTo(4);
  }
}
