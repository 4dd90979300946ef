package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.sync.ProbeOutcome;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomesTest {
  private static final Answer REFUSED = new Answer.Unauthorized(Answer.Challenge.NONE);

  private static List<Answer> answers() {
    return Stream.of(
            Stream.of(
                new Answer.Accepted(200),
                REFUSED,
                new Answer.Forbidden(Answer.Challenge.NONE),
                new Answer.NotFound(),
                new Answer.Throttled(Optional.empty()),
                new Answer.ServerError(503),
                new Answer.Redirect(302, ""),
                new Answer.LoginPage(200),
                new Answer.Other(418)),
            Arrays.stream(TlsProblem.values()).map(kind -> new Answer.TlsFailure(kind, "x")),
            Arrays.stream(Answer.NetworkFailure.Kind.values())
                .map(kind -> new Answer.NetworkFailure(kind, "x")))
        .flatMap(some -> some)
        .map(Answer.class::cast)
        .toList();
  }

  @Test
  void everyOutcomeCanComeOfAnAnswer() {
    assertThat(answers().stream().map(Answer::getClass).distinct())
        .hasSameSizeAs(Answer.class.getPermittedSubclasses());
    Set<ProbeOutcome> outcomes = EnumSet.noneOf(ProbeOutcome.class);
    for (Outcomes.With with : Outcomes.With.values()) {
      answers().forEach(answer -> outcomes.add(Outcomes.of(answer, with)));
    }
    assertThat(outcomes).isEqualTo(EnumSet.allOf(ProbeOutcome.class));
  }

  @Test
  void aTokenIsToBeAccepted() {
    assertThat(Outcomes.of(new Answer.Accepted(200), Outcomes.With.A_TOKEN))
        .isEqualTo(ProbeOutcome.SUCCESS);
    assertThat(Outcomes.of(REFUSED, Outcomes.With.A_TOKEN)).isEqualTo(ProbeOutcome.UNAUTHORIZED);
  }

  @Test
  void withoutATokenOneIsToBeAskedFor() {
    assertThat(Outcomes.of(REFUSED, Outcomes.With.NONE)).isEqualTo(ProbeOutcome.TOKEN_WANTED);
    assertThat(Outcomes.of(new Answer.Accepted(200), Outcomes.With.NONE))
        .isEqualTo(ProbeOutcome.OPEN);
  }

  @Test
  void aTokenFileThatCannotBeReadIsNoSuccessAndNoRefusal() {
    assertThat(Outcomes.of(REFUSED, Outcomes.With.NONE_READABLE))
        .isEqualTo(ProbeOutcome.TOKEN_FILE);
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatWasToBeExpectedIsASuccess(ProbeOutcome outcome) {
    assertThat(outcome.isSuccess())
        .isEqualTo(outcome == ProbeOutcome.SUCCESS || outcome == ProbeOutcome.TOKEN_WANTED);
  }
}
