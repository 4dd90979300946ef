package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns as they are written on Windows, on a file system that works like its own. */
class WindowsPathsTest {
  private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
  private final FileWorld world = new FileWorld(windows, false);

  @BeforeEach
  void writeLogs() throws IOException {
    Path logs = Files.createDirectories(windows.getPath("C:\\spotfire\\tomcat\\logs"));
    Files.writeString(logs.resolve("access.log"), "x");
    Files.writeString(logs.resolve("access.log.1"), "x");
    Files.writeString(logs.resolve("server.log"), "x");
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C:\\spotfire\\tomcat\\logs\\access*",
        "C:/spotfire/tomcat/logs/access*",
        "C:\\spotfire\\*\\logs\\access*",
        "c:\\Spotfire\\tomcat\\logs\\ACCESS*"
      })
  void backslashesAndSlashesPartAPattern(String pattern) {
    Glob.Found found = new Glob(world, pattern).find();

    assertThat(found.isWhole()).isTrue();
    assertThat(found.files().keySet())
        .extracting(file -> file.getFileName().toString())
        .containsExactly("access.log", "access.log.1");
    assertThat(found.files().values()).allMatch(seen -> seen.fileKey().isEmpty());
  }

  @Test
  void aFileIsRecognisedAsNamedByAPattern() {
    Glob glob = new Glob(world, "C:\\spotfire\\tomcat\\logs\\access*");

    assertThat(glob.matches(windows.getPath("C:\\spotfire\\tomcat\\logs\\access.log.2"))).isTrue();
    assertThat(glob.matches(windows.getPath("C:\\spotfire\\tomcat\\logs\\server.log"))).isFalse();
    assertThat(glob.matches(windows.getPath("C:\\spotfire\\logs\\access.log"))).isFalse();
  }
}
