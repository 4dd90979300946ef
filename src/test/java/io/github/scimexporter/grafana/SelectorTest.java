package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorTest {

  @Test
  void findsASelectorWithItsMatchersRangeAndFunction() {
    assertThat(
            Selector.in("sum by (sync) (rate(a_total{b=\"c,}d\", e=~\"$f\"}[$__rate_interval]))"))
        .containsExactly(
            new Selector(
                "a_total", List.of("b=\"c,}d\"", "e=~\"$f\""), "$__rate_interval", "rate"));
  }

  @Test
  void takesLabelListsKeywordsNumbersAndCommentsForNoSelector() {
    assertThat(
            Selector.in(
                """
                # max of nothing
                0 * (max by (sync, token) (a) > bool 1e3) + 2
                unless on (sync) b and c >= on (sync) group_left () max(d offset 5m) or time()
                """))
        .extracting(Selector::metric, Selector::function)
        .containsExactly(tuple("a", "max"), tuple("b", ""), tuple("c", ""), tuple("d", "max"));
  }

  @Test
  void findsASelectorWithoutAName() {
    assertThat(Selector.in("{job=\"x\"}"))
        .containsExactly(new Selector("", List.of("job=\"x\""), "", ""));
  }

  @Test
  void refusesWhatDoesNotPair() {
    for (String broken : List.of("sum(a", "a)", "a{b=\"c}", "a{b=\"c\"", "a[5m", "sum by (x a")) {
      assertThatIllegalArgumentException().as(broken).isThrownBy(() -> Selector.in(broken));
    }
  }
}
