package io.github.scimexporter.token;

import static io.github.scimexporter.token.TokenFixtures.active;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.scimexporter.sync.TokenWindows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryWatchTest {
  private static final Logger LOGGER = Logger.getLogger(RegistryWatch.class.getName());

  @TempDir private Path directory = Path.of("");
  private Path file = Path.of("");
  private RegistryFile registry = new RegistryFile(Path.of(""));
  private final List<String> log = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          log.add(new SimpleFormatter().formatMessage(event));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    file = directory.resolve("tokens.json");
    registry = new RegistryFile(file);
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(handler);
    LOGGER.setUseParentHandlers(true);
  }

  private TokenRegistry add(String id) throws TokenException {
    return registry.update(old -> old.with(active(id), Optional.empty(), true));
  }

  @Test
  void readsAgainWhenTheFileChanges() throws Exception {
    TokenRegistry first = add("a");
    RegistryWatch watch = new RegistryWatch(registry);
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(first, true));
    TokenRegistry second = add("b");
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(second, true));
    assertThat(log).containsExactly(file + ": read again, 2 tokens");
  }

  @Test
  void readsNothingWhileTheFileIsTheSame() throws Exception {
    add("a");
    RegistryWatch watch = new RegistryWatch(registry);
    RegistryWatch.Reading reading = watch.reading();
    assertThat(watch.reading()).isSameAs(reading);
    assertThat(log).isEmpty();
  }

  @Test
  void knowsWhenEachTokenWasInUseAsOfTheLastChange() throws Exception {
    RegistryWatch watch = new RegistryWatch(registry);
    assertThat(watch.windows()).isEqualTo(TokenWindows.NONE);
    TokenRegistry first = add("a");
    TokenWindows windows = watch.windows();
    assertThat(windows).isEqualTo(first.windows());
    assertThat(watch.windows()).isSameAs(windows);
    Files.writeString(file, "{");
    assertThat(watch.windows()).isSameAs(windows);
  }

  @Test
  void seesAFileThatAppears() throws Exception {
    RegistryWatch watch = new RegistryWatch(registry);
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(TokenRegistry.EMPTY, true));
    assertThat(watch.reading().up()).isTrue();
    TokenRegistry first = add("a");
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(first, true));
    assertThat(log)
        .containsExactly(
            file + ": is not there yet; register tokens with scim-exporter token add",
            file + ": read again, 1 tokens");
  }

  @Test
  void keepsTheLastGoodOneWhileTheFileIsDamagedAndSaysSoOnce() throws Exception {
    TokenRegistry good = add("a");
    byte[] bytes = Files.readAllBytes(file);
    RegistryWatch watch = new RegistryWatch(registry);
    Files.writeString(file, "{");
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, false));
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, false));
    Files.writeString(file, "{ still not");
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, false));
    assertThat(log)
        .containsExactly(
            file
                + ":1: is not a token registry; restore it from a backup, or delete it and"
                + " register the tokens anew; the tokens read before stay in force");

    Files.write(file, bytes);
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, true));
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, true));
    assertThat(log).hasSize(2).last().isEqualTo(file + ": read again, 1 tokens");
  }

  @Test
  void keepsTheLastGoodOneWhenTheFileVanishes() throws Exception {
    TokenRegistry good = add("a");
    RegistryWatch watch = new RegistryWatch(registry);
    Path aside = directory.resolve("aside");
    Files.move(file, aside);
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, false));
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, false));
    assertThat(log)
        .containsExactly(
            file
                + ": is not there any more; restore it from a backup; the tokens read before stay"
                + " in force");
    Files.move(aside, file);
    assertThat(watch.reading()).isEqualTo(new RegistryWatch.Reading(good, true));
  }

  @Test
  void doesNotStartOnADamagedFile() throws Exception {
    Files.writeString(file, "{");
    assertThatExceptionOfType(TokenException.class).isThrownBy(() -> new RegistryWatch(registry));
  }
}
