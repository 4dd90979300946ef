package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Wakeup wakeup = Wakeup.whenTold();
  private final Inbox inbox = new Inbox(wakeup);
  private final ReceivedLines received = new ReceivedLines();

  @AfterEach
  void letGoOfWhoeverWaits() {
    inbox.close();
  }

  private Framing.Lines opening() {
    return inbox.opening(LineFormat.COMMON.reader(""));
  }

  private static void send(Framing.Lines lines, String line) {
    lines.line(line.getBytes(ISO_8859_1), 0, line.length(), line.length() + 1);
  }

  private Thread start(Runnable sender) {
    Thread thread = new Thread(sender, "sender");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void awaitWaiting(Thread sender) {
    await().until(() -> sender.getState() == Thread.State.WAITING);
  }

  @Test
  void linesComeOutInTheirOrderWithTheirBytes() {
    Framing.Lines lines = opening();
    send(lines, ReceivedLines.line("/1"));
    lines.unfit(7);
    lines.nothing(2);
    send(lines, "no request");
    assertThat(inbox.bytes()).isEqualTo(ReceivedLines.line("/1").length() + 1 + 7 + 2 + 11);

    inbox.refresh();
    assertThat(inbox.step(received)).isTrue();

    assertThat(received.paths()).containsExactly("/1", ReceivedLines.UNFIT, ReceivedLines.UNFIT);
    assertThat(received.bytes()).isEqualTo(ReceivedLines.line("/1").length() + 1 + 7 + 2 + 11);
    assertThat(inbox.bytes()).isZero();
    assertThat(inbox.step(received)).isFalse();
  }

  @Test
  void onlyWhatWasThereAtTheLastLookIsRead() {
    Framing.Lines lines = opening();
    send(lines, ReceivedLines.line("/1"));
    inbox.refresh();
    send(lines, ReceivedLines.line("/2"));

    assertThat(inbox.step(received)).isTrue();
    assertThat(inbox.step(received)).isFalse();
    assertThat(received.paths()).containsExactly("/1");

    inbox.refresh();
    assertThat(inbox.step(received)).isTrue();
    assertThat(received.paths()).containsExactly("/1", "/2");
  }

  @Test
  void aStepReadsNoMoreThanAChunk() {
    Framing.Lines lines = opening();
    for (int i = 0; i < 10; i++) {
      send(lines, "x".repeat(100_000));
    }
    inbox.refresh();
    inbox.step(received);
    assertThat(received.paths()).hasSize(3);
  }

  @Test
  void everySenderHasItsOwnReader() {
    String fields = "#Fields: cs-uri-stem date time cs-method sc-status";
    String other = "#Fields: date time cs-method sc-status cs-uri-stem";
    LineFormat format = LineFormat.extended(FormatOptions.DEFAULT);
    Framing.Lines first = inbox.opening(format.reader(""));
    Framing.Lines second = inbox.opening(format.reader(""));
    send(first, fields);
    send(second, other);
    send(first, "/1 2026-11-24 08:59:38 GET 200");
    send(second, "2026-11-24 08:59:38 GET 200 /2");

    inbox.refresh();
    inbox.step(received);

    assertThat(received.paths()).containsExactly("/1", "/2");
  }

  @Test
  void aSenderWaitsWhileItIsFullAndGoesOnWhenThereIsRoom() throws InterruptedException {
    AtomicInteger sent = new AtomicInteger();
    Framing.Lines lines = opening();
    String line = "x".repeat(100_000);
    Thread sender =
        start(
            () -> {
              for (int i = 0; i < 200; i++) {
                send(lines, line);
                sent.incrementAndGet();
              }
            });
    awaitWaiting(sender);
    assertThat(sent.get()).isEqualTo(Inbox.CAPACITY_BYTES / (100_000 + 64));
    assertThat(inbox.bytes()).isLessThanOrEqualTo(Inbox.CAPACITY_BYTES);

    while (received.paths().size() < 200) {
      wakeup.await(Duration.ofSeconds(1));
      inbox.refresh();
      inbox.step(received);
    }
    sender.join();
    assertThat(sent.get()).isEqualTo(200);
  }

  @Test
  void emptyLinesFillItToo() {
    AtomicInteger sent = new AtomicInteger();
    Framing.Lines lines = opening();
    Thread sender =
        start(
            () -> {
              while (true) {
                lines.nothing(1);
                sent.incrementAndGet();
              }
            });
    awaitWaiting(sender);
    assertThat(sent.get()).isEqualTo(Inbox.CAPACITY_BYTES / 64);
  }

  @Test
  void aLineLargerThanAllRoomGoesInAlone() {
    Framing.Lines lines = opening();
    send(lines, "x".repeat(Inbox.CAPACITY_BYTES + 1));
    inbox.refresh();
    inbox.step(received);
    assertThat(received.paths()).containsExactly(ReceivedLines.UNFIT);
  }

  @Test
  void closingLetsGoOfWhoeverWaits() throws InterruptedException {
    Framing.Lines lines = opening();
    Thread sender =
        start(
            () -> {
              for (int i = 0; i < 200; i++) {
                send(lines, "x".repeat(100_000));
              }
            });
    awaitWaiting(sender);
    inbox.close();
    sender.join();
  }

  @Test
  void wakesTheReader() throws InterruptedException {
    Framing.Lines lines = opening();
    long start = System.nanoTime();
    start(() -> send(lines, ReceivedLines.line("/1")));
    wakeup.await(Duration.ofMinutes(1));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }
}
