package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraJobTest {
  private static final Instant ENDED = Instant.parse("2026-11-24T08:59:38Z");

  private static EntraJob job(String code, Optional<EntraJob.Execution> last) {
    return new EntraJob("job", code, "Active", Optional.empty(), last, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "Active, Succeeded, true",
    "Active, EntryLevelErrors, true",
    "Active, Failed, false",
    "Active, Unheard, false",
    "Paused, Succeeded, false",
    "Quarantine, Succeeded, false",
  })
  void anExecutionIsASignOfLifeOnlyOfAnActiveJobThatFinished(
      String code, String state, boolean alive) {
    EntraJob.Execution last = new EntraJob.Execution(state, Optional.of(ENDED));

    assertThat(job(code, Optional.of(last)).heartbeat())
        .isEqualTo(alive ? Optional.of(ENDED) : Optional.empty());
  }

  @Test
  void whatNeverEndedIsNoSignOfLife() {
    assertThat(job("Active", Optional.empty()).heartbeat()).isEmpty();
    assertThat(
            job("Active", Optional.of(new EntraJob.Execution("Succeeded", Optional.empty())))
                .heartbeat())
        .isEmpty();
  }

  @Test
  void onlyQuarantineIsHoldingBack() {
    assertThat(job("Quarantine", Optional.empty()).isQuarantined()).isTrue();
    assertThat(job("Active", Optional.empty()).isQuarantined()).isFalse();
  }

  @Test
  void aQuarantineEndsAfterFourWeeksWithTheJob() {
    assertThat(new EntraJob.Quarantine(Optional.of(ENDED), Optional.empty(), "", "").disabledAt())
        .contains(Instant.parse("2026-12-22T08:59:38Z"));
    assertThat(new EntraJob.Quarantine(Optional.empty(), Optional.of(ENDED), "", "").disabledAt())
        .isEmpty();
  }
}
