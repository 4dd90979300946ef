package io.github.scimexporter.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A made log on disk.
 *
 * @param file the log
 * @param spec what it was made by
 * @param counts what is in it
 */
record MadeLog(Path file, LogSpec spec, Counts counts) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What stands beside a log, so that it is made once only. */
  private record Label(LogSpec spec, Counts counts) {}

  /** The log in that file, made if it is not the one that is there; gzip if it ends in .gz. */
  static MadeLog at(Path file, LogSpec spec) throws IOException {
    Path label = file.resolveSibling(file.getFileName() + ".json");
    if (Files.exists(file) && Files.exists(label)) {
      Label known = JSON.readValue(label.toFile(), Label.class);
      if (known.spec().equals(spec)) {
        return new MadeLog(file, spec, known.counts());
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Counts counts;
    try (OutputStream out = open(unfinished, file.toString().endsWith(".gz"))) {
      counts = LogMaker.write(spec, out);
    }
    // Never a label of another log, whenever this is ended.
    Files.deleteIfExists(label);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), new Label(spec, counts));
    Files.move(unfinished, label, StandardCopyOption.REPLACE_EXISTING);
    return new MadeLog(file, spec, counts);
  }

  private static OutputStream open(Path file, boolean gzip) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return gzip ? new GZIPOutputStream(out, 1 << 16) : out;
  }
}
