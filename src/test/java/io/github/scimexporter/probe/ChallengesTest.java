package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.scimexporter.Seed;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChallengesTest {
  private static Answer.Challenge read(String... headers) {
    return Challenges.read(List.of(headers), new ServerText(Optional.empty()));
  }

  @Test
  void readsWhatRfc6750Says() {
    assertThat(
            read(
                "Bearer realm=\"spotfire\", error=\"insufficient_scope\","
                    + " error_description=\"The token, so it \\\"is\\\", lacks; a scope\","
                    + " scope=\"users.read users.write\""))
        .isEqualTo(
            new Answer.Challenge(
                Optional.of("insufficient_scope"),
                Optional.of("The token, so it \"is\", lacks; a scope"),
                Optional.of("users.read users.write"),
                List.of("Bearer")));
  }

  @Test
  void findsBearerAmongSeveralChallengesOfOneHeader() {
    Answer.Challenge challenge =
        read(
            "Digest realm=\"a, Bearer error=\\\"no\\\"\", qop=\"auth,auth-int\", error=no,"
                + " bearer error=invalid_token, error_description=\"x\", Basic realm=\"b\"");
    assertThat(challenge.error()).hasValue("invalid_token");
    assertThat(challenge.description()).hasValue("x");
    assertThat(challenge.schemes()).containsExactly("Digest", "bearer", "Basic");
  }

  @Test
  void findsBearerAmongSeveralHeaders() {
    Answer.Challenge challenge =
        read("Negotiate", "NTLM TlRMTVNTUAAC==", "Bearer error=\"invalid_token\"");
    assertThat(challenge.error()).hasValue("invalid_token");
    assertThat(challenge.schemes()).containsExactly("Negotiate", "NTLM", "Bearer");
  }

  @Test
  void anErrorOfAnotherSchemeIsNotTheTokens() {
    assertThat(read("Basic error=\"invalid_token\"").error()).isEmpty();
  }

  @Test
  void understandsBlanksAroundTheSign() {
    assertThat(read("Bearer realm = \"y\" , error = \"invalid_token\"").error())
        .hasValue("invalid_token");
  }

  @Test
  void oneHeaderThatCannotBeUnderstoodHidesNoOther() {
    assertThat(read("=,;\"", "Bearer error=\"invalid_token\"").error()).hasValue("invalid_token");
  }

  @Test
  void noHeaderIsNoChallenge() {
    assertThat(read()).isEqualTo(Answer.Challenge.NONE);
  }

  @Test
  void nothingThatAServerSendsIsTooMuch() {
    Seed seed = Seed.get();
    String alphabet = "Bearer error_description=\"\\,; \t=abc\u00e9\u0000";
    for (int i = 0; i < 20_000; i++) {
      Random random = seed.random(i);
      StringBuilder header = new StringBuilder();
      int length = random.nextInt(60);
      for (int j = 0; j < length; j++) {
        header.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThatCode(() -> read(header.toString())).as(seed.describe(i)).doesNotThrowAnyException();
    }
  }
}
