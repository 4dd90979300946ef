package io.github.scimexporter.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskedOutputTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void aSecretIsMaskedWhereverItOccurs() throws IOException {
    try (MaskedOutput output = new MaskedOutput(shown, "invented:value", "(token)")) {
      output.write("<invented:value> and invented:valueinvented:value\n".getBytes(UTF_8));
    }
    assertThat(shown.toString(UTF_8)).isEqualTo("<(token)> and (token)(token)\n");
  }

  @Test
  void whatIsNoBeginningOfTheSecretIsShownAtOnce() throws IOException {
    MaskedOutput output = new MaskedOutput(shown, "invented", "(token)");
    output.write("Tool password: ".getBytes(UTF_8));
    assertThat(shown.toString(UTF_8)).isEqualTo("Tool password: ");
    output.write("inv".getBytes(UTF_8));
    assertThat(shown.toString(UTF_8)).isEqualTo("Tool password: ");
    output.close();
    assertThat(shown.toString(UTF_8)).isEqualTo("Tool password: inv");
  }

  @Test
  void anyTextIsMaskedAsIfItWereReplaced() throws IOException {
    Seed seed = Seed.get();
    for (int number = 0; number < 2_000; number++) {
      Random random = seed.random(number);
      String secret = text(random, 1 + random.nextInt(6));
      String text = text(random, random.nextInt(40));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (MaskedOutput output = new MaskedOutput(out, secret, "*")) {
        output.write(text.getBytes(UTF_8));
      }
      assertThat(out.toString(UTF_8))
          .as(seed.describe(number) + ": " + secret + " in " + text)
          .isEqualTo(text.replace(secret, "*"));
    }
  }

  /** Of two letters, so that the secret nearly occurs, and overlaps itself, again and again. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(3) == 0 ? 'b' : 'a');
    }
    return text.toString();
  }
}
