package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.RequestKey;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A server that writes log lines, and all that can happen to its files. No two lines are answered
 * alike, so that the ledger's count of each method and status tells which line was read how often.
 */
final class RotatingWorld implements AutoCloseable {
  private static final String HEADER =
      "#Fields: date time c-ip x-S(n) cs-method cs-uri-stem sc-status\n#Version: 2.0\n";

  private final Path logs;
  private final Path elsewhere;
  private final Random random;
  private final ManualClock clock;
  private final boolean extended;
  private final Map<String, RequestKey> written = new HashMap<>();
  private FileChannel out;
  private Optional<Path> outPath;
  private String half = "";
  private String rest = "";
  private Instant halfSince = Instant.EPOCH;
  private Optional<Compressing> compressing = Optional.empty();
  private int periods;
  private int lines;
  private long ticks;

  RotatingWorld(Path directory, Random random, ManualClock clock) throws IOException {
    logs = Files.createDirectory(directory.resolve("logs"));
    elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    this.random = random;
    this.clock = clock;
    extended = random.nextBoolean();
    outPath = Optional.of(logs.resolve("access.log"));
    out = append(logs.resolve("access.log"));
  }

  String glob() {
    return logs + "/access*";
  }

  /** What was written to the end in files that can be read now. */
  List<RequestKey> readable() throws IOException {
    List<RequestKey> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = text(file);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
          Optional.ofNullable(written.get(line)).ifPresent(keys::add);
        }
      }
    }
    return keys;
  }

  private static String text(Path file) throws IOException {
    if (!file.toString().endsWith(".gz")) {
      return Files.readString(file, ISO_8859_1);
    }
    try (InputStream gzip = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(gzip.readAllBytes(), ISO_8859_1);
    } catch (EOFException e) {
      // Not compressed to its end yet: the plain file is there still.
      return "";
    }
  }

  void writeLines() throws IOException {
    int count = 1 + random.nextInt(3);
    if (!rest.isEmpty() && clock.instant().isAfter(halfSince.plus(Duration.ofMinutes(1)))) {
      // Its end came so late that the half was perhaps taken for a line.
      written.remove(half + rest);
    }
    for (int i = 0; i < count; i++) {
      write(rest + (rest.isEmpty() ? newLine() : "") + "\n");
      rest = "";
    }
  }

  void writeHalfALine() throws IOException {
    if (rest.isEmpty()) {
      String line = newLine();
      int cut = 1 + random.nextInt(line.length() - 1);
      write(line.substring(0, cut));
      half = line.substring(0, cut);
      rest = line.substring(cut);
      halfSince = clock.instant();
    }
  }

  void writeHeaderOnly() throws IOException {
    if (out.size() == 0) {
      write("");
    }
  }

  /** access.log becomes .1, .1 becomes .2, and so on; the writer may keep its old handle. */
  void rotateByRename() throws IOException {
    shift();
    if (Files.exists(logs.resolve("access.log"))) {
      move(logs.resolve("access.log"), logs.resolve("access.log.1"));
    }
    if (random.nextBoolean()) {
      reopen();
    }
  }

  void reopen() throws IOException {
    open(logs.resolve("access.log"));
  }

  void openDatedFile() throws IOException {
    open(logs.resolve("access." + ++periods + ".log"));
  }

  void copy() throws IOException {
    Path active = logs.resolve("access.log");
    if (Files.exists(active)) {
      shift();
      Files.copy(active, logs.resolve("access.log.1"));
      touch(logs.resolve("access.log.1"));
    }
  }

  void truncate() throws IOException {
    rest = "";
    out.truncate(0);
    touch();
  }

  /** Truncated and filled up to what may be the same size, before anybody looks. */
  void truncateAndWrite() throws IOException {
    truncate();
    writeLines();
  }

  void delete() throws IOException {
    if (outPath.isPresent()) {
      Files.deleteIfExists(outPath.get());
      outPath = Optional.empty();
    }
  }

  void replaceByAnotherFile() throws IOException {
    Path other = elsewhere.resolve("new");
    out.close();
    out = append(other);
    rest = "";
    outPath = Optional.of(other);
    writeLines();
    move(other, logs.resolve("access.log"));
  }

  /** As gzip does it: the plain file goes once the compressed one is whole. */
  void compressOldest() throws IOException {
    if (compressing.isPresent()) {
      finishCompressing();
      return;
    }
    Path oldest = logs.resolve("access.log.2");
    if (!Files.exists(oldest) || outPath.equals(Optional.of(oldest))) {
      return;
    }
    byte[] compressed = gzip(Files.readAllBytes(oldest));
    Path target = logs.resolve("access." + ++periods + ".log.gz");
    if (random.nextBoolean()) {
      Files.write(target, compressed);
      touch(target);
      if (random.nextInt(4) > 0) {
        Files.delete(oldest);
      }
    } else {
      // Seen while it is being written.
      Files.write(target, Arrays.copyOf(compressed, random.nextInt(compressed.length)));
      touch(target);
      Path waiting = logs.resolve("access.waiting." + periods + ".log");
      move(oldest, waiting);
      compressing =
          Optional.of(new Compressing(waiting, target, new String(compressed, ISO_8859_1)));
    }
  }

  /** A plain file, and the compressed one that is being made of it. */
  private record Compressing(Path plain, Path target, String compressed) {}

  private void finishCompressing() throws IOException {
    Compressing half = compressing.orElseThrow();
    compressing = Optional.empty();
    Files.writeString(half.target(), half.compressed(), ISO_8859_1);
    touch(half.target());
    Files.deleteIfExists(half.plain());
  }

  /** In one member or two. */
  private byte[] gzip(byte[] plain) throws IOException {
    int cut = random.nextBoolean() ? 0 : random.nextInt(plain.length + 1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part :
        List.of(Arrays.copyOf(plain, cut), Arrays.copyOfRange(plain, cut, plain.length))) {
      if (part.length > 0 || plain.length == 0) {
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
          gzip.write(part);
        }
      }
    }
    return bytes.toByteArray();
  }

  void takeAwayOrBringBack() throws IOException {
    Path inside = logs.resolve("access.log.1");
    Path outside = elsewhere.resolve("access.log.1");
    if (Files.exists(outside) && !Files.exists(inside)) {
      move(outside, inside);
    } else if (Files.exists(inside) && !Files.exists(outside)) {
      move(inside, outside);
    }
  }

  void link() throws IOException {
    Path link = logs.resolve("access.link");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, outPath.orElse(logs.resolve("access.log")));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void shift() throws IOException {
    Path second = logs.resolve("access.log.2");
    if (Files.exists(logs.resolve("access.log.1"))) {
      move(logs.resolve("access.log.1"), second);
    }
  }

  private void move(Path from, Path to) throws IOException {
    if (outPath.equals(Optional.of(to))) {
      outPath = Optional.empty();
    }
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    if (outPath.equals(Optional.of(from))) {
      outPath = Optional.of(to);
    }
  }

  private void open(Path path) throws IOException {
    rest = "";
    out.close();
    out = append(path);
    outPath = Optional.of(path);
    String text = Files.readString(path, ISO_8859_1);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      // Two records glued on one line might fit and look like a line that was not written.
      write("\n");
    }
  }

  private static FileChannel append(Path path) throws IOException {
    return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void write(String text) throws IOException {
    String header = extended && out.size() == 0 ? HEADER : "";
    ByteBuffer bytes = ByteBuffer.wrap((header + text).getBytes(ISO_8859_1));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    touch();
  }

  /** The kernel's file times stand still for some ms, in which whole histories happen here. */
  private void touch() throws IOException {
    if (outPath.isPresent()) {
      touch(outPath.get());
    }
  }

  private void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(clock.instant().plusNanos(++ticks * 1000)));
  }

  private String newLine() {
    int number = lines++;
    Method[] methods = Method.values();
    RequestKey key =
        new RequestKey(methods[number % methods.length], 100 + number / methods.length);
    String method = key.method() == Method.OTHER ? "HEAD" : key.method().name();
    String path = "/scim/v2/SPOTFIRE/Users/" + "x".repeat(random.nextInt(3));
    String line =
        extended
            ? "2026-11-24 10:00:00 127.0.0.1  " + method + " " + path + " " + key.code()
            : "127.0.0.1 - - [24/Nov/2026:10:00:00 +0000] \""
                + method
                + " "
                + path
                + " HTTP/1.1\" "
                + key.code()
                + " 11";
    written.put(line, key);
    return line;
  }
}
