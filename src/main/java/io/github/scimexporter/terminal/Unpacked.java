package io.github.scimexporter.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where pty4j unpacks its library. Left to itself, it leaves a directory behind at each run. */
final class Unpacked {
  private Unpacked() {}

  /** Makes a directory for it, which is deleted when that is undone. */
  static Undo directory() throws TerminalException {
    try {
      Path directory = Files.createTempDirectory("scim-exporter");
      System.setProperty("pty4j.tmpdir", directory.toString());
      return Undo.by(() -> delete(directory));
    } catch (IOException e) {
      throw new TerminalException(Program.notHere(e), e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // Windows lets nobody delete a library that is in use.
    }
  }
}
