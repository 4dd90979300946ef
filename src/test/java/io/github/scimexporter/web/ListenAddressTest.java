package io.github.scimexporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

  @Test
  void withoutAHostItIsEveryAddress() {
    assertThat(ListenAddress.parse(":19180")).isEqualTo(new ListenAddress(Optional.empty(), 19180));
    assertThat(ListenAddress.parse(":19180")).hasToString(":19180");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:19180, 127.0.0.1, 19180",
    "localhost:0, localhost, 0",
    "[::1]:65535, ::1, 65535"
  })
  void readsAHostAndAPort(String text, String host, int port) {
    assertThat(ListenAddress.parse(text)).isEqualTo(new ListenAddress(Optional.of(host), port));
    assertThat(ListenAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "19180",
        "localhost",
        "localhost:",
        "localhost:x",
        ":65536",
        ":-1",
        "::1:19180",
        "::1",
        "[::1]",
        "[::1:19180",
        ":+80",
        "http://localhost:19180",
        "local host:80",
        "[]:80"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListenAddress.parse(text))
        .withMessage("'" + text + "' is not HOST:PORT; write e.g. :19180 or 127.0.0.1:19180");
  }
}
