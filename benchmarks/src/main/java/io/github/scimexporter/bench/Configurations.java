package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes configurations that watch made logs. */
final class Configurations {
  private Configurations() {}

  /**
   * Writes one that watches the paths of the first syncs in a log.
   *
   * @return FILE.yml for one sync, else FILE-COUNT-syncs.yml
   */
  static Path of(Path log, LogKind kind, int syncs) throws IOException {
    String name = log.getFileName() + (syncs == 1 ? "" : "-" + syncs + "-syncs") + ".yml";
    Path file = log.resolveSibling(name);
    Files.writeString(file, text(log.toAbsolutePath().toString(), kind, syncs));
    return file;
  }

  /**
   * The text of one.
   *
   * @param paths the log's files, as a pattern
   */
  static String text(String paths, LogKind kind, int syncs) {
    StringBuilder text = new StringBuilder();
    text.append("access_logs:\n  - name: made\n    paths: [\"")
        .append(paths)
        .append("\"]\n    format: ")
        .append(kind.label())
        .append("\nsyncs:\n");
    for (int i = 0; i < syncs; i++) {
      text.append("  - name: ")
          .append(SyncNames.name(i))
          .append("\n    endpoint: https://spotfire.example.com")
          .append(SyncNames.path(i))
          .append('\n');
    }
    return text.toString();
  }
}
