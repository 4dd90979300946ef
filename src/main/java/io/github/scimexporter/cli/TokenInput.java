package io.github.scimexporter.cli;

import io.github.scimexporter.config.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a token, bare or as {@code config issue-access-token} prints it, and shows nothing of it.
 */
final class TokenInput {
  private static final int LONGEST = 64 * 1024;
  private static final Pattern PRINTED = Pattern.compile("^(?:.*:)?\\s*Access token: *(\\S+)\\s*$");
  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e]{8,}");

  private TokenInput() {}

  /**
   * Reads a token from a file or from standard input; a person at a terminal is asked for it, and
   * does not see it.
   *
   * @throws CommandFailure if there is not exactly one; the message never holds what was read
   */
  @SuppressWarnings("SystemConsoleNull") // it is, with that property
  static Secret read(Optional<Path> file) throws CommandFailure {
    if (file.isPresent()) {
      return token("--token-file=" + file.get(), text(file.get()));
    }
    // Or Java 22 to 24 give a console where there is no terminal.
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    return token("standard input", console == null ? standardInput() : asked(console));
  }

  private static Secret token(String source, String text) throws CommandFailure {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<String> printed = printed(text);
    List<String> tokens = printed.isEmpty() ? lines : printed;
    if (tokens.size() != 1 || !BARE.matcher(tokens.get(0)).matches()) {
      throw new CommandFailure(
          source
              + (printed.size() > 1 ? ": holds more than one token" : ": holds no token")
              + "; give one alone, or the output of config issue-access-token");
    }
    return new Secret(tokens.get(0));
  }

  /** The different tokens that a text shows as the tool prints them. */
  static List<String> printed(String text) {
    return text.lines()
        .map(PRINTED::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static String text(Path file) throws CommandFailure {
    try (InputStream in = Files.newInputStream(file)) {
      return text("--token-file=" + file, in);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("--token-file=" + file + ": does not exist", e);
    } catch (AccessDeniedException e) {
      throw new CommandFailure(
          "--token-file=" + file + ": may not be read by this user; grant read permission", e);
    } catch (IOException e) {
      throw new CommandFailure(
          Files.isDirectory(file)
              ? "--token-file=" + file + ": is a directory; name a file"
              : "--token-file=" + file + ": cannot be read (" + e.getMessage() + ")",
          e);
    }
  }

  private static String standardInput() throws CommandFailure {
    try {
      return text("standard input", System.in);
    } catch (IOException e) {
      throw new CommandFailure("standard input cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static String text(String source, InputStream in) throws IOException, CommandFailure {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new CommandFailure(source + ": is too long to be a token; give one alone");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** One line, or as many as are pasted before that with the token. */
  private static String asked(Console console) throws CommandFailure {
    StringBuilder text = new StringBuilder();
    char[] line = console.readPassword("Token (it is not shown): ");
    while (line != null) {
      String typed = new String(line).strip();
      text.append(typed).append('\n');
      if (typed.isEmpty() || !typed.contains(" ") || PRINTED.matcher(typed).matches()) {
        break;
      }
      line = console.readPassword();
    }
    try {
      // What was pasted after the token would be the shell's next command.
      System.in.skipNBytes(System.in.available());
    } catch (IOException e) {
      throw new CommandFailure("standard input cannot be read (" + e.getMessage() + ")", e);
    }
    return text.toString();
  }
}
