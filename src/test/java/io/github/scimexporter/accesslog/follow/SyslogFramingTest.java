package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6587: octet counting (3.4.1) and non-transparent framing (3.4.2). */
class SyslogFramingTest {
  private static final int MAX = SyslogFraming.MAX_MESSAGE_BYTES;

  /** Empty ones are left out, as they are by whoever takes them. */
  private static List<String> messages(String text, int piece) {
    FramedLines found = FramedLines.of(new SyslogFraming(), text, piece);
    assertThat(found.sent()).isEqualTo(text.length());
    return found.lines().stream().filter(line -> !line.isEmpty()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void readsCountedMessagesThatMayHoldLineEnds(int piece) {
    assertThat(messages("7 <1>a\nbc10 <22>\0\0\0\0\0\0" + "5 <1>ab", piece))
        .containsExactly("<1>a\nbc", "<22>\0\0\0\0\0\0", "<1>ab");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void readsMessagesThatEndInLfOrNul(int piece) {
    assertThat(messages("<1>a\n<2>b\0<3>c\r\n<4>d", piece))
        .containsExactly("<1>a", "<2>b", "<3>c", "<4>d");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void tellsTheFramingOfEachMessageByItsFirstByte(int piece) {
    assertThat(messages("<1>a\n4 <2>b<3>c\0" + "4 <4>d4 <5>e", piece))
        .containsExactly("<1>a", "<2>b", "<3>c", "<4>d", "<5>e");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void aLineEndBehindACountedMessageIsNoMessage(int piece) {
    assertThat(messages("4 <1>a\n4 <2>b\r\n4 <3>c\0\n", piece))
        .containsExactly("<1>a", "<2>b", "<3>c");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1000})
  void whatIsNoLengthIsTextUpToTheNextLineEnd(int piece) {
    assertThat(messages("12x <1>a\n123\n1234567890 x\n0 x\n4 <2>b", piece))
        .containsExactly("12x <1>a", "123", "1234567890 x", "0 x", "<2>b");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void whatTheConnectionLeavesUnfinishedCounts(int piece) {
    assertThat(messages("100 <1>a", piece)).containsExactly("<1>a");
    assertThat(messages("<1>a", piece)).containsExactly("<1>a");
    assertThat(messages("<1>a\n12", piece)).containsExactly("<1>a", "12");
    assertThat(messages("<1>a\n12 ", piece)).containsExactly("<1>a");
    assertThat(messages("<1>a\n", piece)).containsExactly("<1>a");
    assertThat(messages("", piece)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 2 * MAX, 5 * MAX})
  void aMessageThatIsTooLongCountsOnceAsUnfit(int piece) {
    String longest = "<" + "x".repeat(MAX - 1);
    assertThat(messages(longest + "\n" + longest + "y\n<1>a\n", piece))
        .containsExactly(longest, FramedLines.UNFIT, "<1>a");
    assertThat(messages(MAX + " " + longest + (MAX + 1) + " " + longest + "y4 <1>a", piece))
        .containsExactly(longest, FramedLines.UNFIT, "<1>a");
  }

  @Test
  @Timeout(60)
  void streamsOfAnyKindDoNoHarmAndEveryByteIsAccountedFor() {
    Seed seed = Seed.get();
    int cases = Integer.getInteger("scim.cases", 20_000);
    for (int number = 0; number < cases; number++) {
      Random random = seed.random(number);
      byte[] bytes = new byte[random.nextInt(300)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            random.nextBoolean()
                ? (byte) "0123456789 <>\r\n\0x".charAt(random.nextInt(17))
                : (byte) random.nextInt(256);
      }
      String text = new String(bytes, ISO_8859_1);
      FramedLines whole = FramedLines.of(new SyslogFraming(), text, Math.max(1, bytes.length));
      FramedLines pieces = FramedLines.of(new SyslogFraming(), text, 1 + random.nextInt(20));

      assertThat(pieces.lines()).as(seed.describe(number)).isEqualTo(whole.lines());
      assertThat(whole.sent()).as(seed.describe(number)).isEqualTo(bytes.length);
      assertThat(pieces.sent()).as(seed.describe(number)).isEqualTo(bytes.length);
    }
  }

  @Test
  void whatWasSentComesBackInWhicheverFraming() {
    Seed seed = Seed.get();
    int cases = Integer.getInteger("scim.cases", 2_000);
    for (int number = 0; number < cases; number++) {
      Random random = seed.random(number);
      List<String> sent = new ArrayList<>();
      StringBuilder stream = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        String message = "<" + random.nextInt(192) + ">" + "m".repeat(random.nextInt(50));
        sent.add(message);
        switch (random.nextInt(4)) {
          case 0 -> stream.append(message.length()).append(' ').append(message);
          case 1 -> stream.append(message).append('\n');
          case 2 -> stream.append(message).append("\r\n");
          default -> stream.append(message).append('\0');
        }
      }
      assertThat(messages(stream.toString(), 1 + random.nextInt(40)))
          .as(seed.describe(number))
          .isEqualTo(sent);
    }
  }
}
