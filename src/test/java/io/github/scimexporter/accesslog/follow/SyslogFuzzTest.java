package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

/** Streams of any content, as one sender of syslog messages may send them. */
@Timeout(60)
class SyslogFuzzTest {
  @FuzzTest(maxDuration = "6s")
  void stream(byte[] bytes) {
    String sent = new String(bytes, ISO_8859_1);
    FramedLines whole = FramedLines.of(new Syslog(), sent, Math.max(1, bytes.length));
    FramedLines pieces = FramedLines.of(new Syslog(), sent, 1 + bytes.length / 7);

    assertThat(pieces.lines()).isEqualTo(whole.lines());
    assertThat(whole.sent()).isEqualTo(bytes.length);
    assertThat(pieces.sent()).isEqualTo(bytes.length);
    assertThat(whole.lines())
        .allMatch(line -> line.equals(FramedLines.UNFIT) || sent.contains(line));
  }

  /** From the bytes of a sender to log lines, as the listener does it. */
  private static final class Syslog implements Framing {
    private final Framing framing = new SyslogFraming();

    @Override
    public void take(byte[] bytes, int length, Lines lines) {
      framing.take(bytes, length, new SyslogLines(lines));
    }

    @Override
    public void end(Lines lines) {
      framing.end(new SyslogLines(lines));
    }
  }
}
