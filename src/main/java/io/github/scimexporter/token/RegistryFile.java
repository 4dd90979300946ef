package io.github.scimexporter.token;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The file that the registry is kept in: JSON, readable by its owner only. */
public final class RegistryFile {
  /** A change of the registry. */
  @FunctionalInterface
  public interface Change {
    /**
     * Gives the registry that takes the place of the old one.
     *
     * @throws TokenException if the change is refused; the file stays as it is
     */
    TokenRegistry apply(TokenRegistry old) throws TokenException;
  }

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
          .build();

  static final String NO_REGISTRY =
      "is not a token registry; restore it from a backup, or delete it and register the tokens"
          + " anew";

  private final Path file;

  /** The registry at that path; the file need not be there yet. */
  public RegistryFile(Path file) {
    this.file = file;
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /**
   * Reads the registry; one that is not there yet is empty.
   *
   * @throws TokenException if it cannot be read or understood
   */
  public TokenRegistry read() throws TokenException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return TokenRegistry.EMPTY;
    } catch (AccessDeniedException e) {
      throw new TokenException(file + ": may not be read by this user; grant read permission");
    } catch (CharacterCodingException e) {
      throw new TokenException(file + ": " + NO_REGISTRY);
    } catch (IOException e) {
      throw new TokenException(
          Files.isDirectory(file)
              ? file + ": is a directory; name a file in token_registry"
              : file + ": cannot be read (" + e.getMessage() + ")");
    }
    try {
      JsonNode json = JSON.readTree(text);
      RegistryJson.refuseOtherVersion(file, json);
      return JSON.treeToValue(json, RegistryJson.class).registry(file);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new TokenException(file + (line > 0 ? ":" + line : "") + ": " + NO_REGISTRY);
    }
  }

  /**
   * Changes the registry under a lock, so that no change of another process is lost, and writes it
   * whole or not at all.
   *
   * @return the registry as it is now
   * @throws TokenException if the change is refused or cannot be written; the file is as before
   */
  public synchronized TokenRegistry update(Change change) throws TokenException {
    return locked(change, PrivateFiles::replace);
  }

  /**
   * Does everything that {@link #update} does, but for putting the new file in place of the old.
   *
   * @throws TokenException if the change would be refused or could not be written
   */
  public synchronized void rehearse(Change change) throws TokenException {
    locked(change, PrivateFiles::tryToReplace);
  }

  private TokenRegistry locked(Change change, Writing writing) throws TokenException {
    try {
      Path target = behindLinks(file);
      Path lockFile = target.resolveSibling(target.getFileName() + ".lock");
      try (FileChannel channel =
              PrivateFiles.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock was lost");
        }
        TokenRegistry changed = change.apply(read());
        writing.write(target, bytes(changed));
        return changed;
      }
    } catch (OverlappingFileLockException e) {
      // Locks are the process's, not the thread's: a second registry of this path got in between.
      throw new TokenException(file + ": is being changed by this very process; try again");
    } catch (IOException e) {
      throw new TokenException(
          file + ": cannot be written (" + reason(e) + "); the registry is unchanged");
    }
  }

  /** A link that were replaced would be a registry of its own, which nobody shares any more. */
  private static Path behindLinks(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(path)
          ? behindLinks(path.resolveSibling(Files.readSymbolicLink(path)))
          : path;
    }
  }

  private static byte[] bytes(TokenRegistry registry) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
    return JSON.writer(printer).writeValueAsBytes(RegistryJson.of(registry));
  }

  @FunctionalInterface
  private interface Writing {
    void write(Path file, byte[] bytes) throws IOException;
  }

  private static @Nullable String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    // Not the path: it is that of a file beside the registry, which nobody asked about.
    return e instanceof FileSystemException denied && denied.getReason() != null
        ? denied.getReason()
        : e.getMessage();
  }
}
