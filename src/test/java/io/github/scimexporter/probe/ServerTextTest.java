package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Secret;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTextTest {
  private static final ServerText TEXT =
      new ServerText(Optional.of(new Secret("invented-first:invented-second")));

  @Test
  void whatCannotBePrintedIsReplaced() {
    assertThat(TEXT.shown("a\u001b[31mb\r\nc\u0085d\u202ee")).isEqualTo("a?[31mb??c?d?e");
  }

  @Test
  void whatIsLongIsShortened() {
    assertThat(TEXT.shown("x".repeat(100_000))).isEqualTo("x".repeat(160) + "...");
  }

  @Test
  void whatRepeatsTheTokenIsNotShown() {
    assertThat(TEXT.shown("token invented-first:invented-second expired"))
        .isEqualTo("(not shown: it repeats the token)");
  }

  @Test
  void whatRepeatsAPartOfTheTokenIsNotShown() {
    assertThat(TEXT.shown("no token with id invented-first"))
        .isEqualTo("(not shown: it repeats the token)");
    assertThat(TEXT.shown(URI.create("https://h/login/invented%2Dsecond")))
        .isEqualTo("(not shown: it repeats the token)");
  }

  @Test
  void anAddressIsShownWithoutQueryFragmentAndUser() {
    assertThat(TEXT.shown(URI.create("https://u:p@host.example.com:8443/a/b?c=d#e")))
        .isEqualTo("https://host.example.com:8443/a/b");
  }
}
