package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogHeaderTest {
  private static final String LINE =
      "127.0.0.1 - - [24/Nov/2026:08:59:38 +0000] \"GET /scim HTTP/1.1\" 200 11";

  /** The message, read amid bytes that must not be looked at. */
  private static String message(String syslog) {
    byte[] bytes = ("<1>x" + syslog + "]: \"<").getBytes(ISO_8859_1);
    int to = 4 + syslog.length();
    int start = SyslogHeader.messageStart(bytes, 4, to);
    return start == SyslogHeader.NOT_SYSLOG
        ? "NOT SYSLOG"
        : new String(bytes, start, to - start, ISO_8859_1);
  }

  /** RFC 5424 6.5, examples 1 to 4; BOM stands for the byte order mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - BOM'su root' failed for"
            + " lonvick on /dev/pts/8 | 'su root' failed for lonvick on /dev/pts/8",
        "<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make"
            + " the do-nuts. | %% It's time to make the do-nuts.",
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473"
            + " iut=\"3\" eventSource=\"Application\" eventID=\"1011\"] BOMAn application event"
            + " log entry... | An application event log entry...",
        "<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473"
            + " iut=\"3\" eventSource=\"Application\" eventID=\"1011\"][examplePriority@32473"
            + " class=\"high\"] | ``",
      })
  void readsTheExamplesOfRfc5424(String syslog, String message) {
    assertThat(message(syslog.replace("BOM", "\u00ef\u00bb\u00bf"))).isEqualTo(message);
  }

  /** RFC 3164 5.4, as they are when relayed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8 | 'su root'"
            + " failed for lonvick on /dev/pts/8",
        "<13>Feb  5 17:32:18 10.0.0.99 Use the BFG! | Use the BFG!",
        "<165>Aug 24 05:34:00 CST 1987 mymachine myproc[10]: %% It's time | 1987 mymachine"
            + " myproc[10]: %% It's time",
        "<0>1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]: That's All"
            + " Folks! | 1990 Oct 22 10:52:01 TZ-6 scapegoat.dmz.example.org 10.1.2.3 sched[0]:"
            + " That's All Folks!",
      })
  void readsTheExamplesOfRfc3164(String syslog, String message) {
    assertThat(message(syslog)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nginx
        "<190>Nov 24 12:00:00 host nginx: ",
        // nginx, nohostname
        "<190>Nov 24 12:00:00 nginx: ",
        // HAProxy: rfc3164, rfc5424 with a host name and without, short
        "<134>Nov 24 12:00:00 haproxy[123]: ",
        "<134>1 2026-11-24T12:00:00.123456+01:00 host haproxy 123 - - ",
        "<134>1 2026-11-24T12:00:00.123456+01:00 - haproxy 123 - - ",
        "<6>",
        // rsyslog: ForwardFormat, of a sender without a host name, too, and SyslogProtocol23Format
        // with the blank that 3164 has
        "<134>2026-11-24T12:00:00.123456+01:00 host haproxy[123]: ",
        "<134>2026-11-24T12:00:00.123456+01:00 haproxy[123]: ",
        "<134>1 2026-11-24T12:00:00.123456+01:00 host haproxy 123 - -  ",
        "<13>1 - - - - - - ",
        "<13>1 2026-11-24T12:00:00+01:00 host root - - [timeQuality tzKnown=\"1\" isSynced=\"0\"] ",
        "<13>1 2026-11-24T12:00:00+01:00 host root - - [a b=\"c]\\\" d\\\\\"][e] ",
        "<13>1 2026-11-24T12:00:00+01:00 host root - - - \u00ef\u00bb\u00bf",
        // httpd through logger
        "<13>Nov  4 12:00:00 host root: ",
        "<13>Nov 04 12:00:00 host root: ",
        "<13>Nov 4 12:00:00 host  root: ",
        // Python's SysLogHandler, with an ident and without
        "<14>app: ",
        "<14>",
        "<191>Nov 24 12:00:00 2001:db8::7 nginx: ",
        "<191>Nov 24 12:00:00 fe80:: nginx: ",
        "<191>Nov 24 12:00:00 host ",
      })
  void readsHeadersAsTheyAreSent(String header) {
    assertThat(message(header + LINE)).isEqualTo(LINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::1", "fe80::", "2001:db8::7"})
  void takesNoAddressForATag(String client) {
    String line = LINE.replace("127.0.0.1", client);
    assertThat(message("<134>" + line)).isEqualTo(line);
    assertThat(message("<134>Nov 24 12:00:00 nginx: " + line)).isEqualTo(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<>",
        "<13",
        "<192>x",
        "<0013>x",
        "<1a>x",
        "13>x",
        " <13>x",
        "127.0.0.1 - - [",
        // HAProxy: iso and timed carry no priority
        "2026-11-24T12:00:00.123456+01:00 127.0.0.1 - - [",
        "<13>1 2026-11-24T12:00:00Z host app proc",
        "<13>1 2026-11-24T12:00:00Z host app proc id",
        "<13>1 2026-11-24T12:00:00Z host app proc id ",
        "<13>1 2026-11-24T12:00:00Z host app proc id message",
        "<13>1 2026-11-24T12:00:00Z host app proc id -message",
        "<13>1 2026-11-24T12:00:00Z host  proc id - message",
        "<13>1 2026-11-24T12:00:00Z host app proc id [a b=\"c] message",
        "<13>1 2026-11-24T12:00:00Z host app proc id [a b=\"c\\\"] message",
        "<13>1 2026-11-24T12:00:00Z host app proc id [a b=\"c\"]message",
      })
  void refusesWhatIsNoSyslog(String text) {
    assertThat(message(text)).isEqualTo("NOT SYSLOG");
  }

  @Test
  void takesANumberWithoutTheRestForText() {
    assertThat(message("<13>1 2026-11-24T12:00:00Z")).isEqualTo("1 2026-11-24T12:00:00Z");
    assertThat(message("<13>10 users")).isEqualTo("10 users");
  }

  @Test
  void bytesOfAnyKindDoNoHarm() {
    List<String> real =
        List.of(
            "<34>1 2003-10-11T22:14:15.003Z host su - ID47 [a b=\"c\\]\"][d e=\"f\"] \u00ef\u00bb\u00bfx",
            "<190>Nov  4 12:00:00 host nginx[12]: " + LINE,
            "<134>2026-11-24T12:00:00.123456+01:00 haproxy[123]: " + LINE);
    Seed seed = Seed.get();
    int cases = Integer.getInteger("scim.cases", 200_000);
    for (int number = 0; number < cases; number++) {
      Random random = seed.random(number);
      StringBuilder text = new StringBuilder(real.get(random.nextInt(real.size())));
      for (int i = random.nextInt(5); i > 0 && !text.isEmpty(); i--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, (char) random.nextInt(256));
          case 2 -> text.insert(at, "<>[]\"\\ :-1\0".charAt(random.nextInt(11)));
          default -> text.setLength(at);
        }
      }
      byte[] bytes = new byte[text.length() + 20];
      Arrays.fill(bytes, (byte) ' ');
      System.arraycopy(text.toString().getBytes(ISO_8859_1), 0, bytes, 10, text.length());
      int start = SyslogHeader.messageStart(bytes, 10, 10 + text.length());
      assertThat(start == SyslogHeader.NOT_SYSLOG || (start >= 10 && start <= 10 + text.length()))
          .as(seed.describe(number))
          .isTrue();
    }
  }

  @Test
  @Timeout(20)
  void aHeaderOfBracketsTakesNoTimeWorthMentioning() {
    assertThat(message("<13>1 - h a p i " + "[a b=\"\\\"".repeat(200_000))).isEqualTo("NOT SYSLOG");
  }
}
