package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.accesslog.format.LineFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandardInputTest {
  private final ReceivedLines received = new ReceivedLines();
  private final PipedOutputStream sender = new PipedOutputStream();
  private final LogCapture log = LogCapture.start();
  private StandardInput source = source(InputStream.nullInputStream());

  private StandardInput source(InputStream in) {
    return new StandardInput("tss1", in, LineFormat.COMMON.reader(""), received, Wakeup.whenTold());
  }

  @BeforeEach
  void connect() throws IOException {
    source = source(new PipedInputStream(sender));
  }

  @AfterEach
  void close() throws IOException {
    source.close();
    sender.close();
    log.close();
  }

  private void send(String text) throws IOException {
    sender.write(text.getBytes(ISO_8859_1));
    sender.flush();
  }

  private void awaitPaths(String... paths) {
    await().untilAsserted(() -> assertThat(received.read(source).paths()).containsExactly(paths));
  }

  @Test
  void readsLinesAsTheyCome() throws IOException {
    send(ReceivedLines.line("/1") + "\r\n" + ReceivedLines.line("/2").substring(0, 30));
    awaitPaths("/1");
    send(ReceivedLines.line("/2").substring(30) + "\nno request\n");
    awaitPaths("/1", "/2", ReceivedLines.UNFIT);
    assertThat(received.bytes()).isEqualTo(2 * ReceivedLines.line("/1").length() + 2 + 1 + 11);
    assertThat(source.isUp()).isTrue();
    assertThat(source.lagBytes()).isZero();
  }

  @Test
  void aLastLineWithoutEndCountsWhenItEnds() throws IOException {
    send(ReceivedLines.line("/1"));
    sender.close();
    awaitPaths("/1");
    await().until(() -> !source.isUp());
  }

  @Test
  void closingEndsTheReadingAndSaysNothingOfAnEnd() throws IOException {
    send(ReceivedLines.line("/1") + "\n");
    awaitPaths("/1");
    source.close();
    send(ReceivedLines.line("/1") + "\n");
    await().until(() -> !source.isUp());
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void whatWaitsWhenTheExporterEndsIsReadAndNoMore() throws IOException {
    source.refresh();
    send(ReceivedLines.line("/1") + "\n");
    await().until(() -> source.lagBytes() > 0);

    source.drain();

    assertThat(received.paths()).containsExactly("/1");
    send(ReceivedLines.line("/2") + "\n");
    source.drain();
    assertThat(received.paths()).containsExactly("/1");
  }

  @Test
  void isDownOnceItHasEndedAndSaysSoOnce() throws IOException {
    sender.close();
    await()
        .untilAsserted(
            () -> {
              received.read(source);
              assertThat(source.isUp()).isFalse();
            });
    received.read(source);
    assertThat(log.messages())
        .containsExactly("WARNING log tss1: standard input has ended: no line can come any more");
  }

  @Test
  void saysWhyItCannotBeRead() {
    source =
        source(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("Input/output error");
              }

              @Override
              public int read(byte[] bytes, int from, int length) throws IOException {
                return read();
              }
            });
    await()
        .untilAsserted(
            () -> {
              received.read(source);
              assertThat(source.isUp()).isFalse();
            });
    assertThat(log.messages())
        .containsExactly(
            "WARNING log tss1: standard input cannot be read any more (Input/output error)");
  }

  @Test
  void waitsWithReadingWhileNobodyTakesTheLines() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            Arrays.fill(bytes, from, from + length, (byte) 'x');
            bytes[from + length - 1] = '\n';
            return length;
          }
        };
    source = source(endless);
    source.refresh();
    await()
        .untilAsserted(
            () -> assertThat(source.lagBytes()).isGreaterThan(Inbox.CAPACITY_BYTES - 70_000));
    assertThat(source.lagBytes()).isLessThanOrEqualTo(Inbox.CAPACITY_BYTES);
    assertThat(source.isUp()).isTrue();
  }

  @Test
  void readsNothingBeforeTheFirstLook() throws IOException {
    send(ReceivedLines.line("/1") + "\n");
    assertThat(source.step()).isFalse();
    assertThat(source.isUp()).isTrue();
    assertThat(source.lagBytes()).isZero();
    assertThat(source.positions()).isEmpty();
  }
}
