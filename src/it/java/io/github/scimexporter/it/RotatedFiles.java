package io.github.scimexporter.it;

import io.github.scimexporter.installation.Scrape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What an administrator's script does with the rotated files of one log. Once they are gone, only
 * the exporter's state can know what was in them.
 */
final class RotatedFiles {
  /** An exporter that runs looks at every file several times while so long passes. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private final String log;
  private final Path directory;
  private long deletedFiles;
  private long deletedBytes;

  RotatedFiles(String log, Path directory) {
    this.log = log;
    this.directory = directory;
  }

  long deletedFiles() {
    return deletedFiles;
  }

  /** Compresses what is complete, as gzip(1) does: the plain file goes once the other is whole. */
  void compress() throws IOException, InterruptedException {
    for (Path file : complete()) {
      if (!isCompressed(file)) {
        Process gzip = new ProcessBuilder("gzip", file.toString()).inheritIO().start();
        if (gzip.waitFor() != 0) {
          throw new IOException(file + ": gzip failed");
        }
      }
    }
  }

  /** Deletes the settled files, if a scrape made since shows that all of them were read. */
  void deleteIfRead(List<Path> settled, Scrape since) throws IOException {
    Map<String, String> label = Map.of("log", log);
    long bytes = deletedBytes;
    for (Path file : settled) {
      bytes += plainSize(file);
    }
    boolean read =
        since.value("scim_exporter_ready", Map.of()).orElse(0) == 1
            && since.value("scim_log_lag_bytes", label).orElse(1) == 0
            && since.value("scim_log_bytes_total", label).orElse(0) >= bytes;
    if (read) {
      for (Path file : settled) {
        Files.delete(file);
      }
      deletedFiles += settled.size();
      deletedBytes = bytes;
    }
  }

  /** How many bytes were ever written, once nobody writes any more. */
  long bytesEver() throws IOException {
    long bytes = deletedBytes;
    for (Path file : files()) {
      bytes += plainSize(file);
    }
    return bytes;
  }

  /** The files that were complete long ago: an exporter that runs has read them since. */
  List<Path> settled() throws IOException {
    Instant limit = Instant.now().minus(SETTLED);
    return complete().stream()
        .filter(file -> Instant.ofEpochMilli(file.toFile().lastModified()).isBefore(limit))
        .toList();
  }

  /** All but the one that is written: by name it is the last one, with a date and without. */
  private List<Path> complete() throws IOException {
    List<Path> files = files();
    return files.subList(0, Math.max(0, files.size() - 1));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static long plainSize(Path file) throws IOException {
    if (!isCompressed(file)) {
      return Files.size(file);
    }
    try (InputStream content = new GZIPInputStream(Files.newInputStream(file))) {
      return content.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static boolean isCompressed(Path file) {
    return file.toString().endsWith(".gz");
  }
}
