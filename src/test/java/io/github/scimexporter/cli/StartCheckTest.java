package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.ConfigLoader;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that nobody registered ends without a warning: that is said while there is time. */
class StartCheckTest {
  @TempDir private Path directory = Path.of("");

  private List<String> hints(TokenRegistry registry) throws Exception {
    Configuration configuration =
        ConfigLoader.load(
            Files.writeString(
                directory.resolve("c.yml"),
                """
                access_logs: [{name: tss1, paths: [access.log]}]
                syncs:
                  - name: secret
                    endpoint: http://localhost/a
                    entra: {tenant_id: t, client_id: c, client_secret_file: s, service_principal_id: p}
                  - name: machine
                    endpoint: http://localhost/b
                    entra: {managed_identity: true, service_principal_id: p}
                  - {name: none, endpoint: "http://localhost/c"}
                """));
    return StartCheck.unregisteredSecrets(configuration, registry);
  }

  private static TokenRegistry registry(String sync, Purpose purpose, TokenState state) {
    return new TokenRegistry(
        List.of(
            new Token(
                "aaaaaaaaaaaa",
                "",
                sync,
                purpose,
                "",
                List.of(),
                Optional.empty(),
                Instant.parse("2027-01-01T00:00:00Z"),
                Map.of(),
                state,
                List.of(
                    new TokenEvent(Instant.EPOCH, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)))));
  }

  @Test
  void aSecretForMicrosoftGraphThatIsNotRegisteredIsSaid() throws Exception {
    assertThat(hints(TokenRegistry.EMPTY))
        .containsExactly(
            "sync secret: the client secret for Microsoft Graph is not registered, so that nothing"
                + " warns before it expires; scim-exporter token add --config.file="
                + directory.resolve("c.yml")
                + " --sync=secret --purpose=graph --token-file="
                + directory.resolve("s")
                + " --valid-until=DATE");
  }

  @Test
  void anotherTokenOrARetiredOneIsNotIt() throws Exception {
    assertThat(hints(registry("secret", Purpose.PROVISIONING, TokenState.ACTIVE))).hasSize(1);
    assertThat(hints(registry("none", Purpose.GRAPH, TokenState.ACTIVE))).hasSize(1);
    assertThat(hints(registry("secret", Purpose.GRAPH, TokenState.RETIRED))).hasSize(1);
  }

  @Test
  void aRegisteredOneNeedsNoHint() throws Exception {
    assertThat(hints(registry("secret", Purpose.GRAPH, TokenState.ACTIVE))).isEmpty();
  }
}
