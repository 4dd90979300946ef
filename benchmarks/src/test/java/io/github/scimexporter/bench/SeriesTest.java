package io.github.scimexporter.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void theMedianIsTheMiddleOneOrBetweenTheMiddleTwo() {
    assertThat(new Series(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Series(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
  }

  @Test
  void ninetyNineOfAHundredValuesDoNotExceedTheNinetyNinthPercentile() {
    Series hundred = new Series(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());

    assertThat(hundred.percentile(99)).isEqualTo(99);
    assertThat(hundred.min()).isEqualTo(1);
    assertThat(hundred.max()).isEqualTo(100);
  }

  @Test
  void ofFewerThanAHundredValuesThePercentileIsTheLargest() {
    assertThat(new Series(List.of(1.0, 3.0, 2.0)).percentile(99)).isEqualTo(3);
  }

  @Test
  void aRatioIsTakenRoundByRound() {
    Series ratio =
        new Series(List.of(2.0, 8.0)).with(new Series(List.of(1.0, 2.0)), (a, b) -> a / b);

    assertThat(ratio.values()).containsExactly(2.0, 4.0);
  }

  @Test
  void medianAndSpreadAreTold() {
    assertThat(new Series(List.of(1.0, 2.5, 2.0)).text("%.1f", " s")).isEqualTo("2.0 s (1.0–2.5)");
  }

  @Test
  void thereIsNoSeriesOfNothing() {
    assertThatThrownBy(() -> new Series(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
