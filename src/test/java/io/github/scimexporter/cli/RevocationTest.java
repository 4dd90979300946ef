package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.cli.Acceptance.Verdict;
import io.github.scimexporter.probe.Answer;
import io.github.scimexporter.probe.TlsProblem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationTest {
  private static final List<Answer> ANSWERS =
      List.of(
          new Answer.Accepted(200),
          new Answer.Forbidden(Answer.Challenge.NONE),
          new Answer.Unauthorized(Answer.Challenge.NONE),
          new Answer.NotFound(),
          new Answer.Throttled(Optional.empty()),
          new Answer.ServerError(503),
          new Answer.Redirect(302, "https://login.example.com/"),
          new Answer.LoginPage(200),
          new Answer.Other(418),
          new Answer.TlsFailure(TlsProblem.CERTIFICATE_EXPIRED, "expired"),
          new Answer.NetworkFailure(Answer.NetworkFailure.Kind.TIMEOUT, "timeout"));

  @Test
  void everyAnswerHasItsVerdict() {
    assertThat(ANSWERS)
        .extracting(Object::getClass)
        .map(Class::getName)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Answer.class.getPermittedSubclasses()).map(Class::getName).toList());
    assertThat(ANSWERS)
        .extracting(answer -> Acceptance.of(answer).verdict())
        .startsWith(Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.REFUSED, Verdict.UNKNOWN)
        .containsOnlyOnce(Verdict.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({", REFUSED", "bearer, REFUSED", "Negotiate Bearer, REFUSED", "Basic, UNKNOWN"})
  void whoAsksForSomethingElseHasNotLookedAtTheToken(@Nullable String schemes, Verdict verdict) {
    Answer.Challenge challenge =
        new Answer.Challenge(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            schemes == null ? List.of() : List.of(schemes.split(" ", -1)));
    assertThat(Acceptance.of(new Answer.Unauthorized(challenge)).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, REFUSED, Revoked",
    "ACCEPTED, ACCEPTED, is still accepted",
    "ACCEPTED, UNKNOWN, may be revoked or not",
    "REFUSED, REFUSED, was never accepted",
    "REFUSED, ACCEPTED, is still accepted",
    "REFUSED, UNKNOWN, was never accepted",
    "UNKNOWN, REFUSED, may be revoked or not",
    "UNKNOWN, ACCEPTED, is still accepted",
    "UNKNOWN, UNKNOWN, may be revoked or not",
  })
  void theTruthDependsOnBothAnswers(Verdict before, Verdict after, String truth) {
    Revocation revocation =
        new Revocation(
            new Acceptance(before, "says x"),
            new Acceptance(after, "says y"),
            Duration.ofSeconds(10));
    assertThat(revocation.truth()).startsWith(truth).hasLineCount(1);
    assertThat(revocation.happened()).isEqualTo(truth.equals("Revoked"));
  }
}
