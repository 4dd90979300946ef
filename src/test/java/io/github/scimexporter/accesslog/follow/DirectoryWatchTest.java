package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file system of this machine tells of changes. */
class DirectoryWatchTest {
  @TempDir private Path directory;
  private final Semaphore calls = new Semaphore(0);
  private DirectoryWatch watch;

  DirectoryWatchTest() throws IOException {
    watch = DirectoryWatch.start(calls::release);
  }

  @BeforeEach
  void watch() {
    watch.watch(Set.of(directory));
  }

  @AfterEach
  void close() {
    watch.close();
  }

  private void awaitCall() throws InterruptedException {
    assertThat(calls.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    calls.drainPermits();
  }

  @Test
  void aNewFileAndALineInItAreTold() throws IOException, InterruptedException {
    Path file = directory.resolve("access.log");
    Files.createFile(file);
    awaitCall();
    Files.writeString(file, "line\n", StandardOpenOption.APPEND);
    awaitCall();
    Files.delete(file);
    awaitCall();
    assertThat(watch.isComplete()).isTrue();
  }

  @Test
  void aDirectoryThatCannotBeWatchedMakesTheWatchIncompleteUntilItCan()
      throws IOException, InterruptedException {
    Path later = directory.resolve("later");
    watch.watch(Set.of(directory, later));
    assertThat(watch.isComplete()).isFalse();
    Files.createDirectory(later);

    watch.watch(Set.of(directory, later));

    assertThat(watch.isComplete()).isTrue();
    awaitCall();
    Files.createFile(later.resolve("access.log"));
    awaitCall();
  }

  @Test
  void aDirectoryThatWasDeletedAndMadeAnewIsWatchedAgain()
      throws IOException, InterruptedException {
    Path mounted = Files.createDirectory(directory.resolve("mounted"));
    watch.watch(Set.of(mounted));
    Files.delete(mounted);
    awaitCall();
    Files.createDirectory(mounted);

    watch.watch(Set.of(mounted));
    calls.drainPermits();
    Files.createFile(mounted.resolve("access.log"));

    awaitCall();
  }

  @Test
  void aDirectoryThatWasRenamedAndMadeAnewIsWatchedAgain()
      throws IOException, InterruptedException {
    Path logs = Files.createDirectory(directory.resolve("logs"));
    // The watch of the directory above, which other tests begin with, must not be what tells.
    watch.close();
    watch = DirectoryWatch.start(calls::release);
    watch.watch(Set.of(logs));
    Files.move(logs, directory.resolve("logs.old"));
    Files.createDirectory(logs);
    watch.watch(Set.of(logs));

    Files.createFile(logs.resolve("access.log"));

    awaitCall();
  }

  @Test
  void whatCannotBeWatchedOfOneLogIsNotForgottenForAnother() {
    watch.watch(Set.of(directory.resolve("missing")));
    assertThat(watch.isComplete()).isFalse();

    watch.watch(Set.of(directory));

    assertThat(watch.isComplete()).isFalse();
  }
}
