package io.github.scimexporter.token;

import io.github.scimexporter.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new file for a token, which only its owner may read. Its place and space are taken before there
 * is a token: one that was issued and has nowhere to go would be lost.
 */
public final class TokenFile implements AutoCloseable {
  /** More than any token needs. */
  private static final int RESERVED_BYTES = 16 * 1024;

  private final Path file;
  private final Path reserved;
  private final Set<String> tokens = new LinkedHashSet<>();
  private @Nullable Path tokenIn;

  private TokenFile(Path file, Path reserved) {
    this.file = file;
    this.reserved = reserved;
  }

  /**
   * Takes the place of a file that is not there yet.
   *
   * @throws TokenException if it is there, or cannot be made
   */
  public static TokenFile reserve(Path file) throws TokenException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new TokenException(file + ": exists already; name a file that does not");
    }
    try {
      TokenFile result = new TokenFile(file, PrivateFiles.newFileBeside(file.toAbsolutePath()));
      try {
        PrivateFiles.write(result.reserved, new byte[RESERVED_BYTES]);
      } catch (IOException e) {
        result.close();
        throw e;
      }
      return result;
    } catch (IOException e) {
      throw new TokenException(file + ": cannot be written (" + reason(e) + ")");
    }
  }

  /** Where the token will be. */
  public Path path() {
    return file;
  }

  /**
   * Writes the token, whole or not at all. Another one gets a line of its own below it, since each
   * is lost that is nowhere; the same one stands there once.
   *
   * @throws TokenException if it could not be written there; see {@link #tokenIn}
   */
  public void write(Secret token) throws TokenException {
    tokens.add(token.reveal());
    try {
      // Over what was reserved, so that no more space is needed.
      PrivateFiles.write(
          tokenIn().orElse(reserved),
          (String.join("\n", tokens) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new TokenException(file + ": cannot be written (" + reason(e) + ")");
    }
    if (tokenIn != null) {
      return;
    }
    tokenIn = reserved;
    try {
      Files.move(reserved, file);
      tokenIn = file;
      PrivateFiles.keepName(file.toAbsolutePath());
    } catch (IOException e) {
      throw new TokenException(
          file
              + ": cannot be written ("
              + (e instanceof FileAlreadyExistsException ? "it exists by now" : reason(e))
              + ")");
    }
  }

  /** The file that the token is in, if it is in any: beside the one that was meant, at worst. */
  public Optional<Path> tokenIn() {
    return Optional.ofNullable(tokenIn);
  }

  /** Gives the place up, unless a token was written. */
  @Override
  public void close() {
    if (tokenIn != null) {
      return;
    }
    try {
      Files.deleteIfExists(reserved);
    } catch (IOException e) {
      // It is empty, and may stay.
    }
  }

  private static @Nullable String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    return e instanceof AccessDeniedException ? "permission denied" : e.getMessage();
  }
}
