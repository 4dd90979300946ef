package io.github.scimexporter.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the small files that secrets and certificates stand in. Their content is in no message. */
public final class SmallFile {
  /** No secret, key or bundle of certificates is longer. */
  private static final int LONGEST = 1024 * 1024;

  private SmallFile() {}

  /** A file cannot be used. */
  public static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    private Unusable(String words, IOException cause) {
      super(words, cause);
    }

    private Unusable(String words) {
      super(words);
    }

    /** What is wrong, to follow the name of the file. */
    public String words() {
      return String.valueOf(getMessage());
    }
  }

  /** The whole text of a file. */
  public static String read(Path file) throws Unusable {
    if (Files.isDirectory(file)) {
      throw new Unusable("is a directory; name a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe that nobody writes to would hold up the reader for ever, and a device fill its
      // memory.
      throw new Unusable("is no regular file; name one");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new Unusable("is larger than 1 MiB; name the right file");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new Unusable("does not exist; write it, or correct its name", e);
    } catch (AccessDeniedException e) {
      throw new Unusable("may not be read by this user; grant read permission", e);
    } catch (CharacterCodingException e) {
      throw new Unusable("holds no text in UTF-8; write it as such", e);
    } catch (IOException e) {
      throw new Unusable("cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }
}
