package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");
  private static final Evidence SUCCESS =
      new Evidence.Request("a", Method.GET, 200, Outcome.SUCCESS, NOW);

  @Test
  void watchesFromTheMomentThatASyncIsFirstNamed() {
    Ledger first = new Ledger(LedgerState.EMPTY, List.of("a"), List.of("x"), NOW);
    Ledger second = new Ledger(first.state(), List.of("a", "b"), List.of("x"), NOW.plusSeconds(9));
    assertThat(second.state().syncs().values())
        .extracting(SyncState::watchStart)
        .containsExactly(NOW, NOW.plusSeconds(9));
    assertThat(Objects.requireNonNull(second.state().logs().get("x")).watchStart()).isEqualTo(NOW);
  }

  @Test
  void aSyncThatComesBackCountsOn() {
    Ledger first = new Ledger(LedgerState.EMPTY, List.of("a"), List.of(), NOW);
    first.apply(SUCCESS, NOW);
    Ledger without = new Ledger(first.state(), List.of("b"), List.of(), NOW);
    Ledger back = new Ledger(without.state(), List.of("a"), List.of(), NOW);
    back.apply(SUCCESS, NOW);
    assertThat(Objects.requireNonNull(back.state().syncs().get("a")).requests())
        .containsEntry(new RequestKey(Method.GET, 200), 2L);
  }

  private static TokenWindows tokens(String... ids) {
    return new TokenWindows(
        Map.of(
            "a",
            Stream.of(ids).map(id -> new TokenWindow(id, Instant.EPOCH, Instant.MAX)).toList()));
  }

  private static Set<String> used(Ledger ledger) {
    return Objects.requireNonNull(ledger.state().syncs().get("a")).tokenHeartbeats().keySet();
  }

  @Test
  void whatIsKnownOfATokenIsForgottenOnceItLeftTheRegistry() {
    Ledger first = new Ledger(LedgerState.EMPTY, List.of("a"), List.of(), NOW);
    first.watch(tokens("t1", "t2"));
    first.apply(SUCCESS, NOW);
    Ledger next = new Ledger(first.state(), List.of(), List.of(), NOW);
    next.watch(tokens("t2", "t3"));
    assertThat(used(next)).containsExactly("t2");
    next.watch(TokenWindows.NONE);
    assertThat(used(next)).isEmpty();
  }

  @Test
  void aRegistryThatIsNotThereAfterAStartForgetsNothing() {
    Ledger first = new Ledger(LedgerState.EMPTY, List.of("a"), List.of(), NOW);
    first.watch(tokens("t1"));
    first.apply(SUCCESS, NOW);
    Ledger next = new Ledger(first.state(), List.of("a"), List.of(), NOW);
    next.watch(TokenWindows.NONE);
    next.apply(SUCCESS, NOW);
    assertThat(used(next)).containsExactly("t1");
    next.watch(tokens("t1"));
    assertThat(used(next)).containsExactly("t1");
  }

  @Test
  void refusesWhatIsNotWatched() {
    Ledger ledger = new Ledger(LedgerState.EMPTY, List.of(), List.of(), NOW);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.apply(SUCCESS, NOW))
        .withMessage("sync a is not watched");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ledger.log("x"))
        .withMessage("log x is not watched");
  }
}
