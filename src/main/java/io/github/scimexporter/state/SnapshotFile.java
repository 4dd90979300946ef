package io.github.scimexporter.state;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * The snapshot file in the storage directory, held by one exporter at a time. It is written to a
 * temporary file, forced to disk and put in place of the old one, so that at any instant the one or
 * the other is there, whole. Not safe for use by several threads.
 */
public final class SnapshotFile implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private static final String FILE = "state.json";

  private static final int WRITE_BUFFER_BYTES = 64 * 1024;

  private static final boolean WINDOWS =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

  private final Path directory;
  private final Path file;
  private final Path temporary;
  private final FileChannel lockChannel;
  private final SnapshotText text = new SnapshotText(JSON);

  private SnapshotFile(Path directory, FileChannel lockChannel) {
    this.directory = directory;
    this.lockChannel = lockChannel;
    file = directory.resolve(FILE);
    temporary = directory.resolve(FILE + ".tmp");
  }

  /**
   * Takes hold of a storage directory, which is made if it is not there.
   *
   * @throws StateException if it cannot be used, or if another exporter uses it
   */
  public static SnapshotFile open(Path directory) throws StateException {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        String owner = readOwner(channel);
        channel.close();
        throw new StateException(
            directory
                + ": is in use by another scim-exporter (pid "
                + owner
                + "); stop it, or give this one a --storage.path of its own");
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return new SnapshotFile(directory, channel);
    } catch (AccessDeniedException e) {
      throw new StateException(
          directory + ": may not be written by this user; grant permission or set --storage.path");
    } catch (FileAlreadyExistsException e) {
      throw new StateException(directory + ": is no directory; set --storage.path to one");
    } catch (IOException e) {
      throw new StateException(
          directory + ": cannot be used (" + e.getMessage() + "); set --storage.path to another");
    }
  }

  /**
   * Reads the last snapshot; empty if there is none.
   *
   * @throws StateException if there is one that cannot be read: counting anew in silence would
   *     count twice
   */
  public Snapshot load() throws StateException {
    return load(file).orElse(Snapshot.EMPTY);
  }

  /**
   * Reads the last snapshot of a storage directory that an exporter may hold; nothing is changed.
   *
   * @return empty if there is none
   * @throws StateException if there is one that cannot be read
   */
  public static Optional<Snapshot> read(Path directory) throws StateException {
    return load(directory.resolve(FILE));
  }

  private static Optional<Snapshot> load(Path file) throws StateException {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      // First of all, since a newer version may hold what this one cannot read.
      int version = json.path("version").asInt();
      if (version > SnapshotJson.VERSION) {
        throw new StateException(
            file
                + ": version "
                + version
                + " is newer than this program, which knows version "
                + SnapshotJson.VERSION
                + "; update scim-exporter");
      }
      JsonNode upToDate = SnapshotJson.upToDate(json, JSON);
      return Optional.of(JSON.treeToValue(upToDate, SnapshotJson.class).snapshot());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new StateException(
          file + ": may not be read by this user; grant permission or set --storage.path");
    } catch (JacksonException | RuntimeException e) {
      throw new StateException(
          file
              + ": is damaged; restore it from a backup, or delete it to read all logs anew"
              + " (counters then start at 0)");
    } catch (IOException e) {
      throw new StateException(file + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  /**
   * Writes a snapshot; when this returns, it survives a kill and a loss of power.
   *
   * @throws IOException if it cannot be written; the last one is still there then
   */
  public void save(Snapshot snapshot) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out =
          new BufferedOutputStream(Channels.newOutputStream(channel), WRITE_BUFFER_BYTES);
      text.write(snapshot, out);
      out.flush();
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    forceDirectory();
  }

  @Override
  public void close() throws IOException {
    lockChannel.close();
  }

  /** The rename itself must reach the disk; Windows cannot open a directory and needs no such. */
  private void forceDirectory() throws IOException {
    if (WINDOWS) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return false;
    }
  }

  private static String readOwner(FileChannel channel) throws IOException {
    ByteBuffer owner = ByteBuffer.allocate(20);
    channel.read(owner, 0);
    String text = new String(owner.array(), 0, owner.position(), StandardCharsets.US_ASCII).strip();
    return text.isEmpty() ? "unknown" : text;
  }
}
