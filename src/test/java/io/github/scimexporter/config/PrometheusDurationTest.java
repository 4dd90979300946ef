package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "0s, PT0S",
    "100ms, PT0.1S",
    "30s, PT30S",
    "40m, PT40M",
    "1h30m, PT1H30M",
    "30d, PT720H",
    "2w, PT336H",
    "1y, PT8760H",
    "1y2w3d4h5m6s7ms, PT9172H5M6.007S",
    "90m, PT1H30M",
  })
  void readsDurationsAsPrometheusDoes(String text, Duration duration) {
    assertThat(PrometheusDuration.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "40", "40 m", "40M", "m", "-40m", "1.5h", "30m1h", "1h1h", "9999999999m"})
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusDuration.parse(text))
        .withMessage(
            "'" + text + "' is not a duration; write it as in Prometheus, e.g. 40m, 1h30m or 30d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"293y", "9999y", "999999w", "999999999h"})
  void refusesWhatIsLongerThanADurationOfPrometheus(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusDuration.parse(text))
        .withMessage("'" + text + "' is longer than 292y, the longest duration of Prometheus");
  }

  @ParameterizedTest
  @ValueSource(strings = {"292y", "106751d", "999999h"})
  void writesTheLongestSoThatItIsReadAgain(String text) {
    Duration duration = PrometheusDuration.parse(text);
    assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1ms", "59s", "40m", "1h30m", "1d", "30d", "400d1h1m1s1ms"})
  void writesWhatItReads(String text) {
    assertThat(PrometheusDuration.format(PrometheusDuration.parse(text))).isEqualTo(text);
  }
}
