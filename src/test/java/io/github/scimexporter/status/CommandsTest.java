package io.github.scimexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenState;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {
  private static Commands commands(String file) {
    return new Commands(
        Path.of(file),
        new Place(Path.of("data"), URI.create("http://[::1]:19180"), ZoneOffset.UTC, "1.0"));
  }

  @Test
  void aNameThatAShellWouldTakeApartIsQuoted() {
    assertThat(commands("the admin's; rm.yml").list())
        .isEqualTo("scim-exporter token list --config.file='the admin'\\''s; rm.yml'");
  }

  @Test
  void aClientThatIsNotKnownIsForTheReaderToFillIn() {
    Token known = Situation.token("3f2a9c", TokenState.ACTIVE, Situation.EXPIRY);
    Token unknown =
        new Token(
            known.id(),
            known.name(),
            known.sync(),
            known.purpose(),
            "",
            known.scopes(),
            known.issued(),
            known.expiry(),
            known.warnings(),
            known.state(),
            known.history());
    assertThat(commands("a.yml").showClient(Optional.of(known))).endsWith(" --client-id=client-1");
    assertThat(commands("a.yml").showClient(Optional.of(unknown)))
        .endsWith(" --client-id=CLIENT_ID");
  }

  @Test
  void anAddressThatAShellWouldTakeForAPatternIsQuoted() {
    assertThat(commands("a.yml").reload())
        .isEqualTo("curl -sS -X POST 'http://[::1]:19180/-/reload'");
  }

  @ParameterizedTest
  @CsvSource({
    "/logs/access*.log*, /logs/access*.log*",
    "/logs/**/access.log, LOG...",
    "/my logs/access.log, LOG...",
    "-, LOG...",
  })
  void scanNamesTheLogsWhereAShellFindsTheSame(String path, String named) {
    AccessLogConfig log = AccessLogConfig.of("tss1", List.of(path), LogFormat.Named.AUTO);
    assertThat(commands("a.yml").scan(List.of(log)))
        .isEqualTo("scim-exporter scan --config.file=a.yml " + named);
  }
}
