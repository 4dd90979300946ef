package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "200, COLLECTION, SUCCESS",
    "200, RESOURCE, SUCCESS",
    "201, COLLECTION, SUCCESS",
    "204, RESOURCE, SUCCESS",
    "299, RESOURCE, SUCCESS",
    "200, OTHER, SUCCESS",
    "409, COLLECTION, SUCCESS",
    "409, RESOURCE, SUCCESS",
    "404, RESOURCE, SUCCESS",
    "404, COLLECTION, NOT_FOUND",
    "404, OTHER, OTHER",
    "199, COLLECTION, OTHER",
    "300, COLLECTION, OTHER",
    "304, COLLECTION, OTHER",
    "400, COLLECTION, OTHER",
    "402, COLLECTION, OTHER",
    "410, RESOURCE, OTHER",
    "428, COLLECTION, OTHER",
    "499, COLLECTION, OTHER",
  })
  void tellsSuccessFromWhatSaysNothing(int code, Target target, Outcome outcome) {
    assertThat(Outcome.of(code, target)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource
  void aFailureIsOneWhateverItAsksFor(Target target) {
    assertThat(Outcome.of(401, target)).isEqualTo(Outcome.UNAUTHORIZED);
    assertThat(Outcome.of(403, target)).isEqualTo(Outcome.FORBIDDEN);
    assertThat(Outcome.of(429, target)).isEqualTo(Outcome.THROTTLED);
    assertThat(Outcome.of(500, target)).isEqualTo(Outcome.SERVER_ERROR);
    assertThat(Outcome.of(503, target)).isEqualTo(Outcome.SERVER_ERROR);
    assertThat(Outcome.of(599, target)).isEqualTo(Outcome.SERVER_ERROR);
  }

  @ParameterizedTest
  @CsvSource({"200", "404", "409"})
  void discoveryProvesNothing(int code) {
    assertThat(Outcome.of(code, Target.DISCOVERY)).isEqualTo(Outcome.OTHER);
  }

  @Test
  void hasTheLabelsOfTheMetrics() {
    assertThat(Outcome.values())
        .extracting(Outcome::label)
        .containsExactly(
            "success",
            "unauthorized",
            "forbidden",
            "not_found",
            "throttled",
            "server_error",
            "other");
  }

  @Test
  void successAndOtherAreNoFailures() {
    assertThat(Outcome.values())
        .filteredOn(outcome -> !outcome.isFailure())
        .containsExactly(Outcome.SUCCESS, Outcome.OTHER);
  }
}
