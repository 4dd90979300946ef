package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permission lost and restored. Root may read anything, so the reader is another user then. */
class PermissionTest {
  private static final String LINE =
      "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users/1 HTTP/1.1\" 200 1\n";

  /** The jars that the reader needs. */
  private static final Pattern NEEDED = Pattern.compile("slf4j-|jackson-core-");

  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

  @TempDir private Path directory;

  private Path logs = Path.of("");
  private Path active = Path.of("");
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    allow(directory, "rwxr-xr-x");
    logs = Files.createDirectory(directory.resolve("logs"));
    active = logs.resolve("access.log");
    allow(logs, "rwxr-xr-x");
    Files.writeString(active, LINE);
    allow(active, "rw-r--r--");
  }

  @AfterEach
  void end() throws IOException {
    started.forEach(Process::destroyForcibly);
    allow(logs, "rwxr-xr-x");
  }

  private static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static void append(Path file) throws IOException {
    Files.writeString(file, LINE, StandardOpenOption.APPEND);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private Process startReader() throws IOException {
    List<String> command = new ArrayList<>();
    String classPath = System.getProperty("java.class.path");
    if (isRoot()) {
      assumeTrue(Files.isExecutable(SETPRIV), "root cannot be refused, and there is no " + SETPRIV);
      command.addAll(
          List.of(SETPRIV.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
      classPath = readableByAll(classPath);
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath));
    command.addAll(List.of(UnprivilegedReader.class.getName(), logs + "/access*"));
    Process reader =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    started.add(reader);
    return reader;
  }

  /** The classes that the reader needs, where any user can read them. */
  private String readableByAll(String classPath) throws IOException {
    Path copy = Files.createDirectory(directory.resolve("classes"));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path from = Path.of(entry);
      if (Files.isDirectory(from)) {
        copyTree(from, copy.resolve(from.getFileName()));
      } else if (NEEDED.matcher(from.getFileName().toString()).lookingAt()) {
        Files.copy(from, copy.resolve(from.getFileName()));
      }
    }
    try (Stream<Path> all = Files.walk(copy)) {
      for (Path path : all.toList()) {
        allow(path, Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--");
      }
    }
    try (Stream<Path> entries = Files.list(copy)) {
      return entries.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      all.filter(Files::isRegularFile)
          .forEach(
              file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                  Files.createDirectories(target.getParent());
                  Files.copy(file, target);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static String look(Writer in, BufferedReader out) throws IOException {
    in.write("\n");
    in.flush();
    return String.valueOf(out.readLine());
  }

  @Test
  void aFileThatMayNotBeReadMakesTheLogDownUntilItMayBeReadAgain() throws IOException {
    Process reader = startReader();
    try (Writer in = reader.outputWriter(US_ASCII);
        BufferedReader out = reader.inputReader(US_ASCII)) {
      assertThat(look(in, out)).isEqualTo("lines=1 up=true true");

      Path next = logs.resolve("access.next.log");
      Files.writeString(next, LINE.replace("Users/1", "Users/2").repeat(2));
      allow(next, "---------");
      assertThat(look(in, out)).isEqualTo("lines=1 up=false false");
      assertThat(look(in, out)).isEqualTo("lines=1 up=false false");

      allow(next, "rw-r--r--");
      assertThat(look(in, out)).isEqualTo("lines=3 up=true true");

      allow(active, "---------");
      assertThat(look(in, out)).isEqualTo("lines=3 up=false false");
      append(active);
      assertThat(look(in, out)).as("its handle is open still").isEqualTo("lines=4 up=false false");

      allow(active, "rw-r--r--");
      assertThat(look(in, out)).isEqualTo("lines=4 up=true true");
    }
  }

  @Test
  void aFileOfHeadersThatMayNotBeReadKeepsNoOtherFromBeingRead() throws IOException {
    Path headers = logs.resolve("access.headers.log");
    Files.writeString(headers, "#Version: 2.0\n");
    // So old that it is not kept open.
    Files.setLastModifiedTime(headers, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    Process reader = startReader();
    try (Writer in = reader.outputWriter(US_ASCII);
        BufferedReader out = reader.inputReader(US_ASCII)) {
      assertThat(look(in, out)).isEqualTo("lines=1 up=true true");

      allow(headers, "---------");
      Files.writeString(logs.resolve("access.next.log"), LINE.replace("Users/1", "Users/2"));

      assertThat(look(in, out)).isEqualTo("lines=2 up=false false");
    }
  }

  @Test
  void aDirectoryThatMayNotBeListedMakesTheLogDownUntilItMayBeListedAgain() throws IOException {
    Process reader = startReader();
    try (Writer in = reader.outputWriter(US_ASCII);
        BufferedReader out = reader.inputReader(US_ASCII)) {
      assertThat(look(in, out)).isEqualTo("lines=1 up=true true");

      allow(logs, isRoot() ? "rwx------" : "-wx------");
      append(active);
      assertThat(look(in, out)).isEqualTo("lines=1 up=false false");

      allow(logs, "rwxr-xr-x");
      assertThat(look(in, out)).isEqualTo("lines=2 up=true true");
    }
  }
}
