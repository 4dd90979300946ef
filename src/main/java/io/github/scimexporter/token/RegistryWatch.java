package io.github.scimexporter.token;

import io.github.scimexporter.sync.TokenWindows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry as a running exporter sees it: read again when the file changes, the last good one
 * kept while it cannot be read. Safe for use by several threads.
 */
public final class RegistryWatch {
  /**
   * What is known.
   *
   * @param registry the last registry that could be read
   * @param up whether the last reading worked
   */
  public record Reading(TokenRegistry registry, boolean up) {}

  private record Version(@Nullable Object fileKey, long size, long modifiedMillis) {}

  private static final Logger logger = LoggerFactory.getLogger(RegistryWatch.class);

  private final RegistryFile file;
  private Optional<Version> version;
  private Reading reading;
  private TokenWindows windows;
  private boolean absenceSaid;

  /**
   * Reads the registry.
   *
   * @throws TokenException if it is there and cannot be read: an exporter does not start with half
   *     of what it should know
   */
  public RegistryWatch(RegistryFile file) throws TokenException {
    this.file = file;
    version = version();
    reading = new Reading(file.read(), true);
    windows = reading.registry().windows();
  }

  /** When each token was in use, as is known now; the same object while nothing changed. */
  public synchronized TokenWindows windows() {
    reading();
    return windows;
  }

  /** What is known now; the file is read again if it changed. */
  public synchronized Reading reading() {
    Optional<Version> now = version();
    if (now.isEmpty() && version.isEmpty() && !absenceSaid) {
      // Not said before the first reading: a start that is refused says only why.
      logger.info(
          "{}: is not there yet; register tokens with scim-exporter token add", file.path());
      absenceSaid = true;
    }
    if (now.equals(version) && reading.up()) {
      return reading;
    }
    try {
      if (now.isEmpty() && version.isPresent()) {
        throw new TokenException(file.path() + ": is not there any more; restore it from a backup");
      }
      reading = new Reading(file.read(), true);
      windows = reading.registry().windows();
      version = now;
      logger.info("{}: read again, {} tokens", file.path(), reading.registry().tokens().size());
    } catch (TokenException e) {
      if (reading.up()) {
        logger.error("{}; the tokens read before stay in force", e.getMessage());
      }
      reading = new Reading(reading.registry(), false);
    }
    return reading;
  }

  private Optional<Version> version() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
      return Optional.of(
          new Version(
              attributes.fileKey(), attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // Reading it will say what is wrong.
      return Optional.of(new Version(null, -1, -1));
    }
  }
}
