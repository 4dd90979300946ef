package io.github.scimexporter.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scimexporter.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void onlyItsOwnerMayReadTheToken() throws Exception {
    Path file = directory.resolve("t");
    try (TokenFile token = TokenFile.reserve(file)) {
      token.write(new Secret(TokenFixtures.VALUE));
    }
    assertThat(Files.readString(file)).isEqualTo(TokenFixtures.VALUE + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(directory.toFile().list()).containsExactly("t");
  }

  @Test
  void withoutATokenNothingIsLeft() throws Exception {
    TokenFile.reserve(directory.resolve("t")).close();
    assertThat(directory.toFile().list()).isEmpty();
  }

  @Test
  void aFileThatExistsIsRefusedAndLeftAlone() throws Exception {
    Path file = Files.writeString(directory.resolve("t"), "mine");
    assertThatThrownBy(() -> TokenFile.reserve(file))
        .hasMessage(file + ": exists already; name a file that does not");
    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  @Test
  void aDirectoryThatDoesNotExistIsNamed() {
    Path file = directory.resolve("none/t");
    assertThatThrownBy(() -> TokenFile.reserve(file))
        .hasMessage(file + ": cannot be written (its directory does not exist)");
  }

  @Test
  void aFileThatCameMeanwhileIsLeftAloneAndTheTokenKept() throws Exception {
    Path file = directory.resolve("t");
    try (TokenFile token = TokenFile.reserve(file)) {
      Files.writeString(file, "mine");
      assertThatThrownBy(() -> token.write(new Secret(TokenFixtures.VALUE)))
          .hasMessage(file + ": cannot be written (it exists by now)");
      assertThat(token.tokenIn()).contains(other(file));
    }
    assertThat(Files.readString(file)).isEqualTo("mine");
    assertThat(Files.readString(other(file))).isEqualTo(TokenFixtures.VALUE + "\n");
  }

  @Test
  void aSecondTokenStandsBelowTheFirstAndTheSameOneOnce() throws Exception {
    Path file = directory.resolve("t");
    try (TokenFile token = TokenFile.reserve(file)) {
      token.write(new Secret(TokenFixtures.VALUE));
      token.write(new Secret("invented-too"));
      token.write(new Secret(TokenFixtures.VALUE));
    }
    assertThat(file).hasContent(TokenFixtures.VALUE + "\ninvented-too\n");
  }

  private Path other(Path file) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(one -> !one.equals(file)).findFirst().orElseThrow();
    }
  }
}
