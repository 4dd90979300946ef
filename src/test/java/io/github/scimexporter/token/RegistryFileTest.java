package io.github.scimexporter.token;

import static io.github.scimexporter.token.TokenFixtures.REGISTERED;
import static io.github.scimexporter.token.TokenFixtures.active;
import static io.github.scimexporter.token.TokenFixtures.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.scimexporter.config.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFileTest {
  private static final String NO_REGISTRY =
      "is not a token registry; restore it from a backup, or delete it and register the tokens"
          + " anew";
  private static final String ENTRY =
      """
      {"version": 1, "tokens": [{"id": "0123456789ab", "sync": "s", "purpose": "provisioning",
        "expiry": "2025-11-21T10:56:39Z", "registered": "2025-01-01T00:00:00Z", "state": "active"}]}
      """;

  @TempDir private Path directory = Path.of("");
  private Path file = Path.of("");
  private RegistryFile registry = new RegistryFile(Path.of(""));

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("tokens.json");
    registry = new RegistryFile(file);
  }

  /** Refused for reading and for change, and left as it is. */
  private void refuses(String content, String message) throws IOException {
    Files.writeString(file, content);
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(registry::read)
        .withMessage(file + message);
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> registry.update(old -> TokenRegistry.EMPTY))
        .withMessage(file + message);

    assertThat(Files.readString(file)).isEqualTo(content);
  }

  @Test
  void oneThatIsNotThereIsEmpty() throws Exception {
    assertThat(registry.read()).isEqualTo(TokenRegistry.EMPTY);
    assertThat(file).doesNotExist();
  }

  @Test
  void readsWhatItWrote() throws Exception {
    Token plain =
        new Token(
            "fedcba987654",
            "",
            "Änderung",
            Purpose.GRAPH,
            "",
            List.of(),
            Optional.empty(),
            Instant.parse("2025-11-21T10:56:39.123Z"),
            Map.of(Severity.INFO, Duration.ofDays(90), Severity.CRITICAL, Duration.ofHours(36)),
            TokenState.RETIRED,
            List.of(
                new TokenEvent(Instant.EPOCH, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN),
                new TokenEvent(
                    Instant.EPOCH,
                    TokenEvent.Kind.REPLACED,
                    new Actor("host", "user"),
                    Optional.of("0123456789ab"))));
    TokenRegistry all =
        new TokenRegistry(
            List.of(active("0123456789ab"), token("aaaaaaaaaaaa", TokenState.REPLACED), plain));
    assertThat(registry.update(old -> all)).isEqualTo(all);
    assertThat(registry.read()).isEqualTo(all);
    assertThat(new RegistryFile(file).read()).isEqualTo(all);
  }

  @Test
  void writesWhatTheNextVersionsCanRead() throws Exception {
    registry.update(old -> new TokenRegistry(List.of(active("0123456789ab"))));
    assertThat(file)
        .hasContent(
            """
            {
              "version" : 2,
              "tokens" : [
                {
                  "id" : "0123456789ab",
                  "name" : "name of 0123456789ab",
                  "sync" : "entra-prod",
                  "purpose" : "provisioning",
                  "client_id" : "client-1",
                  "scopes" : [
                    "user-directory.read.all",
                    "user-directory.write.all"
                  ],
                  "issued" : "2023-11-22T10:56:39Z",
                  "expiry" : "2025-11-21T10:56:39Z",
                  "state" : "active",
                  "history" : [
                    {
                      "time" : "2023-11-22T11:00:00Z",
                      "event" : "registered",
                      "host" : "tss1",
                      "user" : "spotfire"
                    }
                  ]
                }
              ]
            }""");
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    registry.update(old -> TokenRegistry.EMPTY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> all = Files.list(directory)) {
      for (Path one : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as(one.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  /** An exporter that runs as another user must not lose what it was granted at each change. */
  @Test
  void whoeverWasGrantedToReadItMayStillReadItAfterAChange() throws Exception {
    registry.update(old -> TokenRegistry.EMPTY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    registry.update(old -> new TokenRegistry(List.of(active("a"))));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void rootLeavesItToItsOwner() throws Exception {
    Assumptions.assumeTrue(
        Objects.equals(Files.getAttribute(directory, "unix:uid"), 0), "only root may give it away");
    registry.update(old -> TokenRegistry.EMPTY);
    Files.setAttribute(file, "unix:uid", 12345);
    Files.setAttribute(file, "unix:gid", 23456);
    registry.update(old -> new TokenRegistry(List.of(active("a"))));
    assertThat(Files.readAttributes(file, "unix:uid,gid"))
        .containsEntry("uid", 12345)
        .containsEntry("gid", 23456);
  }

  @Test
  void putsANewFileInPlaceAndLeavesNothingElseBehind() throws Exception {
    registry.update(old -> new TokenRegistry(List.of(active("a"))));
    Object before = Objects.requireNonNull(Files.getAttribute(file, "unix:ino"));
    registry.update(old -> new TokenRegistry(List.of(active("b"))));
    assertThat(Files.getAttribute(file, "unix:ino")).isNotEqualTo(before);
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
    }
  }

  @Test
  void aLinkIsFollowedSoThatWhoeverSharesTheFileSeesTheChange() throws Exception {
    Path place = Files.createDirectory(directory.resolve("shared"));
    Files.createSymbolicLink(directory.resolve("first"), Path.of("shared/tokens.json"));
    Path second = Files.createSymbolicLink(directory.resolve("second"), directory.resolve("first"));

    new RegistryFile(second).update(old -> old.with(active("a"), Optional.empty(), true));
    new RegistryFile(second).update(old -> old.with(active("b"), Optional.empty(), true));

    assertThat(second).isSymbolicLink();
    assertThat(new RegistryFile(place.resolve("tokens.json")).read().tokens()).hasSize(2);
    assertThat(place.toFile().list()).containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
  }

  @Test
  void aRefusedChangeChangesNothing() throws Exception {
    registry.update(old -> new TokenRegistry(List.of(active("a"))));
    byte[] before = Files.readAllBytes(file);
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> registry.update(old -> old.retire("abc", REGISTERED)))
        .withMessage("token 'abc' is not registered; see scim-exporter token list");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | :1: ",
        "{\"version\": 1, \"tokens\": [ | :1: ",
        "{\"version\": 1, \"tokens\": []} trailing | :1: ",
        "{\"version\": 1, \"version\": 1, \"tokens\": []} | :1: ",
        "{\"version\": 1, \"tokens\": [null]} | : ",
        "{\"version\": 1, \"tokens\": [5]} | : ",
        "{\"version\": 1, \"tokens\": {}} | : ",
        "{\"version\": 1, \"tokens\": [], \"more\": 1} | : ",
        "{\"version\": 1} | : ",
        "{\"version\": 0, \"tokens\": []} | : ",
        "{\"version\": \"1\", \"tokens\": []} | : ",
        "{\"tokens\": []} | : ",
        "[] | : ",
        "null | : ",
        "`` | : ",
        "` ` | : ",
      })
  void leavesADamagedOneAsItIs(String content, String place) throws IOException {
    refuses(content, place.stripTrailing() + " " + NO_REGISTRY);
  }

  @Test
  void leavesBytesThatAreNoTextAsTheyAre() throws IOException {
    byte[] bytes = {'{', (byte) 0xff, (byte) 0xfe, 0};
    Files.write(file, bytes);
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> registry.update(old -> TokenRegistry.EMPTY))
        .withMessage(file + ": " + NO_REGISTRY);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"version\": 3, \"tokens\": []}",
        "{\"version\": 3, \"tokens\": {\"a\": 1}, \"unheard\": \"of\"}"
      })
  void leavesANewerVersionAsItIs(String content) throws IOException {
    refuses(
        content,
        ": version 3 is newer than this program, which knows version 2; update scim-exporter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"0123456789ab\" | null | id is missing",
        "\"sync\": \"s\" | \"sync\": \"\" | sync is missing",
        "\"provisioning\" | \"password\" | purpose is none of provisioning, probe, graph",
        "\"active\" | \"gone\" | state is none of active, replaced, retired",
        "\"2025-11-21T10:56:39Z\" | \"soon\" | expiry is not a date such as 2025-11-21T10:56:39Z",
        "\"2025-01-01T00:00:00Z\" | \"soon\" | registered is not a date such as"
            + " 2025-11-21T10:56:39Z",
        "\"2025-11-21T10:56:39Z\" | \"+99999999-11-21T10:56:39Z\" | expiry is not in the years 0"
            + " to 10000",
      })
  void namesTheEntryThatIsWrong(String right, String wrong, String what) throws IOException {
    refuses(
        ENTRY.replace(right, wrong),
        ": tokens[0]: " + what + "; mend it, or restore the file from a backup");
  }

  @Test
  void readsAnEntryWithOnlyWhatMustBeThere() throws Exception {
    Files.writeString(file, ENTRY);
    assertThat(registry.read().tokens())
        .extracting(Token::id, Token::name, Token::clientId)
        .containsExactly(tuple("0123456789ab", "", ""));
  }

  @Test
  void refusesAnIdThatStandsTwiceBecauseItWouldBeOneSeriesTwice() throws IOException {
    String entry = ENTRY.substring(ENTRY.indexOf("[") + 1, ENTRY.lastIndexOf("]"));
    refuses(
        "{\"version\": 1, \"tokens\": [" + entry + "," + entry + "]}",
        ": tokens[1]: id '0123456789ab' stands twice; mend it, or restore the file from a backup");
  }

  @Test
  void saysThatItIsADirectory() throws IOException {
    Files.createDirectory(file);
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(registry::read)
        .withMessage(file + ": is a directory; name a file in token_registry");
  }

  @Test
  void saysThatItsDirectoryDoesNotExist() {
    Path lost = directory.resolve("none/tokens.json");
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> new RegistryFile(lost).update(old -> old))
        .withMessage(
            lost + ": cannot be written (its directory does not exist); the registry is unchanged");
  }

  @Test
  void aSecondChangeFromWithinTheSameProcessIsRefusedInOneLine() throws Exception {
    registry.update(
        old -> {
          assertThatExceptionOfType(TokenException.class)
              .isThrownBy(() -> new RegistryFile(file).update(older -> older))
              .withMessage(file + ": is being changed by this very process; try again");
          return old;
        });
  }

  @Test
  void concurrentChangesOfThreadsAndProcessesLoseNothing() throws Exception {
    int processes = 3;
    int each = 20;
    List<Process> children = new ArrayList<>();
    for (int i = 0; i < processes; i++) {
      children.add(RegistryUpdater.start(file, "p" + i, each));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<TokenRegistry>> changes = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      Token token = active("t" + i);
      changes.add(
          threads.submit(() -> registry.update(old -> old.with(token, Optional.empty(), true))));
    }
    for (Future<TokenRegistry> change : changes) {
      change.get(60, TimeUnit.SECONDS);
    }
    for (Process child : children) {
      assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(new String(child.getInputStream().readAllBytes(), UTF_8)).isEmpty();
      assertThat(child.exitValue()).isZero();
    }
    threads.shutdown();
    assertThat(registry.read().tokens())
        .hasSize((processes + 1) * each)
        .extracting(Token::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void aRehearsalChangesNothing() throws Exception {
    registry.rehearse(old -> old.with(active("0123456789ab"), Optional.empty(), false));
    assertThat(directory.toFile().list()).containsExactly("tokens.json.lock");
    registry.update(old -> old.with(active("0123456789ab"), Optional.empty(), false));
    String before = Files.readString(file);
    registry.rehearse(old -> TokenRegistry.EMPTY);
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
  }

  @Test
  void aRehearsalRefusesWhatAChangeWould() throws Exception {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(
            () ->
                registry.rehearse(
                    old -> old.with(active("0123456789ab"), Optional.of("abc"), false)))
        .withMessage("token 'abc' is not registered; see scim-exporter token list");
    RegistryFile nowhere = new RegistryFile(directory.resolve("none/tokens.json"));
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> nowhere.rehearse(old -> old))
        .withMessageContaining("its directory does not exist");
    Files.writeString(file, "{ no json");
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> registry.rehearse(old -> old))
        .withMessageContaining(NO_REGISTRY);
  }
}
