package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuedLineTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final List<String> tokens = new ArrayList<>();
  private final IssuedLine line =
      new IssuedLine(
          shown,
          token -> {
            tokens.add(token);
            return "(elsewhere)";
          });

  @Test
  void theTokenIsTakenOutAndTheRestIsShown() throws IOException {
    print("Tool password: \r\nAccess token: invented:value\r\nValid until: never\r\n");
    line.close();
    assertThat(tokens).containsExactly("invented:value");
    assertThat(shown.toString(UTF_8))
        .isEqualTo("Tool password: \r\nAccess token: (elsewhere)\r\nValid until: never\r\n");
  }

  @Test
  void everythingButATokenIsShownAtOnce() throws IOException {
    print("Tool password: ");
    assertThat(shown.toString(UTF_8)).isEqualTo("Tool password: ");
    print("AAccess token:inv");
    assertThat(shown.toString(UTF_8)).isEqualTo("Tool password: AAccess token:");
    print("ented\n");
    assertThat(shown.toString(UTF_8)).isEqualTo("Tool password: AAccess token: (elsewhere)\n");
  }

  @Test
  void aTokenWithoutLineEndIsOneToo() throws IOException {
    print("Access token: invented");
    line.close();
    assertThat(tokens).containsExactly("invented");
    assertThat(shown.toString(UTF_8)).isEqualTo("Access token: (elsewhere)");
  }

  @Test
  void coloursAreNoPartOfTheToken() throws IOException {
    print("\033[1mAccess token:\033[0m \033[32minvented:value\033[0m\n");
    assertThat(tokens).containsExactly("invented:value");
    assertThat(shown.toString(UTF_8)).isEqualTo("\033[1mAccess token: (elsewhere)\n");
  }

  @Test
  void whatCannotBeATokenIsShown() throws IOException {
    print("Access token: keep it secret\n");
    assertThat(tokens).isEmpty();
    assertThat(shown.toString(UTF_8)).isEqualTo("Access token: keep it secret\n");
  }

  @Test
  void aLineWithoutTokenStaysAsItIs() throws IOException {
    print("Access token:\nAccess tokens are secret\n");
    line.close();
    assertThat(tokens).isEmpty();
    assertThat(shown.toString(UTF_8)).isEqualTo("Access token:\nAccess tokens are secret\n");
  }

  private void print(String text) throws IOException {
    line.write(text.getBytes(UTF_8));
  }
}
