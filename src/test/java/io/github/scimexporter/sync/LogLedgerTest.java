package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.scimexporter.Seed;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogLedgerTest {
  private static final long NOW = Instant.parse("2025-11-21T12:00:00Z").toEpochMilli();
  private static final LogState START = LogState.watchedSince(Instant.EPOCH);

  private final LogLedger ledger = new LogLedger(START);

  @Test
  void countsLinesAndBytes() {
    ledger.line(NOW, NOW);
    ledger.unparsedLine();
    ledger.bytes(100);
    ledger.bytes(23);
    assertThat(ledger.state().lines()).isEqualTo(2);
    assertThat(ledger.state().unparsedLines()).isEqualTo(1);
    assertThat(ledger.state().misdatedLines()).isZero();
    assertThat(ledger.state().bytes()).isEqualTo(123);
  }

  @Test
  void theNewestLineIsTheLatestByEventTime() {
    ledger.line(NOW - 1000, NOW);
    ledger.line(NOW - 500, NOW);
    ledger.line(NOW - 2000, NOW);
    assertThat(ledger.state().lastLine()).contains(Instant.ofEpochMilli(NOW - 500));
  }

  @Test
  void aMisdatedLineIsCountedAndMovesNoTimestamp() {
    ledger.line(NOW + 120_001, NOW);
    ledger.line(Instant.parse("1999-12-31T23:59:59.999Z").toEpochMilli(), NOW);
    assertThat(ledger.state().lines()).isEqualTo(2);
    assertThat(ledger.state().misdatedLines()).isEqualTo(2);
    assertThat(ledger.state().unparsedLines()).isZero();
    assertThat(ledger.state().lastLine()).isEmpty();
  }

  @Test
  void aLineAtTheBoundsOfWhatIsBelievedIsNotMisdated() {
    ledger.line(Instant.parse("2000-01-01T00:00:00Z").toEpochMilli(), NOW);
    ledger.line(NOW + 120_000, NOW);
    assertThat(ledger.state().misdatedLines()).isZero();
    assertThat(ledger.state().lastLine()).contains(Instant.ofEpochMilli(NOW + 120_000));
  }

  @Test
  void theShareOfUnfitLinesIsZeroWhileThereIsNone() {
    assertThat(ledger.state().recent().unfitRatio()).isZero();
  }

  @Test
  void theShareIsOfTheLinesThatThereAre() {
    ledger.unparsedLine();
    ledger.line(NOW, NOW);
    ledger.line(NOW, NOW);
    ledger.line(NOW, NOW);
    assertThat(ledger.state().recent().unfitRatio()).isEqualTo(0.25);
  }

  @Test
  void theShareForgetsWhatCameBeforeTheLastThousandLines() {
    for (int i = 0; i < 100; i++) {
      ledger.unparsedLine();
    }
    for (int i = 0; i < 950; i++) {
      ledger.line(NOW, NOW);
    }
    assertThat(ledger.state().recent().unfitRatio()).isEqualTo(0.05);
    for (int i = 0; i < 50; i++) {
      ledger.line(NOW, NOW);
    }
    assertThat(ledger.state().recent().unfitRatio()).isZero();
    assertThat(ledger.state().unparsedLines()).isEqualTo(100);
  }

  @Test
  void theShareIsRightWhereverTheLedgerIsStoppedAndStartedAgain() {
    Seed seed = Seed.get();
    Random random = seed.random(0);
    LogLedger current = ledger;
    Deque<Boolean> last = new ArrayDeque<>();
    for (int i = 0; i < 5000; i++) {
      boolean fits = random.nextInt(3) > 0;
      if (fits) {
        current.line(NOW, NOW);
      } else {
        current.unparsedLine();
      }
      last.addLast(fits);
      if (last.size() > 1000) {
        last.removeFirst();
      }
      if (random.nextInt(50) == 0) {
        current = new LogLedger(current.state());
        double expected = (double) last.stream().filter(one -> !one).count() / last.size();
        assertThat(current.state().recent().unfitRatio()).as(seed.describe(i)).isEqualTo(expected);
      }
    }
    assertThat(current.state().lines()).isEqualTo(5000);
  }

  @Test
  void refusesWhatIsNoRing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RecentFit(1001, 0, new BitSet()));
    assertThatIllegalArgumentException().isThrownBy(() -> new RecentFit(0, 1000, new BitSet()));
    assertThatIllegalArgumentException().isThrownBy(() -> new RecentFit(0, -1, new BitSet()));
    BitSet long1001 = new BitSet();
    long1001.set(1000);
    assertThatIllegalArgumentException().isThrownBy(() -> new RecentFit(5, 0, long1001));
  }

  @Test
  void aRingCannotBeChangedFromOutside() {
    BitSet bits = new BitSet();
    RecentFit fit = new RecentFit(10, 10, bits);
    bits.set(0);
    fit.unfit().set(1);
    assertThat(fit.unfitRatio()).isZero();
  }

  @Test
  void linesThatArePassedCountAsLinesThatFit() {
    Seed seed = Seed.get();
    for (int number = 0; number < 200; number++) {
      Random random = seed.random(number);
      LogLedger passed = new LogLedger(START);
      LogLedger read = new LogLedger(START);
      for (int i = 0; i < 20; i++) {
        int lines = random.nextInt(random.nextBoolean() ? 3000 : 100);
        passed.passedLines(lines);
        for (int j = 0; j < lines; j++) {
          read.line(NOW, NOW);
        }
        int unfit = random.nextInt(300);
        for (int j = 0; j < unfit; j++) {
          passed.unparsedLine();
          read.unparsedLine();
        }
        assertThat(passed.state().lines()).isEqualTo(read.state().lines());
        assertThat(passed.state().recent())
            .as(seed.describe(number))
            .isEqualTo(read.state().recent());
      }
      assertThat(passed.state().lastLine()).isEmpty();
      assertThat(passed.state().misdatedLines()).isZero();
    }
  }
}
