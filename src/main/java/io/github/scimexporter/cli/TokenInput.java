package io.github.scimexporter.cli;

import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenText;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Reads a token, alone or as {@code config issue-access-token} prints it, and shows nothing of it.
 * Never from an argument, which every user of the machine could see.
 */
final class TokenInput {
  private static final int LONGEST = 64 * 1024;

  /** Of a longer line, a terminal of Linux hands over the beginning only, and says nothing. */
  private static final int LONGEST_TYPED = 4095;

  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Where the token stands, instead of standard input.")
  private Path file = STANDARD_INPUT;

  /** Whether it comes from a file, and not from standard input. */
  boolean isFile() {
    return !file.equals(STANDARD_INPUT);
  }

  /**
   * Reads a token with what was printed around it, from a file or from standard input; a person at
   * a terminal is asked for it, and does not see it.
   *
   * @throws CommandFailure if it cannot be read, or not unseen
   * @throws TokenException if there is not exactly one; the message never holds what was read
   */
  TokenText text() throws CommandFailure, TokenException {
    if (isFile()) {
      String flag = "--token-file=" + file;
      return TokenText.of(flag, inFile(flag, file));
    }
    Optional<Console> console = Terminals.console();
    return TokenText.of(
        "standard input", console.isPresent() ? asked(console.get()) : standardInput());
  }

  private static String inFile(String flag, Path file) throws CommandFailure {
    try (InputStream in = Files.newInputStream(file)) {
      return decoded(flag, in);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(flag + ": does not exist; name a file that holds the token", e);
    } catch (AccessDeniedException e) {
      throw new CommandFailure(flag + ": may not be read by this user; grant read permission", e);
    } catch (IOException e) {
      throw new CommandFailure(
          flag
              + (Files.isDirectory(file)
                  ? ": is a directory; name a file"
                  : ": cannot be read (" + e.getMessage() + ")"),
          e);
    }
  }

  private static String standardInput() throws CommandFailure {
    if (Terminals.isStandardInput()) {
      // Java's Console, which alone switches the echo off, wants both to be one.
      throw new CommandFailure(
          "standard output is no terminal, so that the token cannot be asked for unseen; add"
              + " --token-file=FILE");
    }
    try {
      return decoded("standard input", System.in);
    } catch (IOException e) {
      throw new CommandFailure("standard input cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /**
   * A token alone ends with its line. The tool's output does not: what was pasted and not read
   * would be taken for commands by the shell.
   */
  private static String asked(Console console) throws CommandFailure {
    System.err.println(
        "Paste the token and press Enter, or paste the output of config issue-access-token and end"
            + " with "
            + (File.separatorChar == '\\' ? "Ctrl-Z and Enter." : "Ctrl-D."));
    StringBuilder text = new StringBuilder();
    boolean cutOff = false;
    char[] line = console.readPassword("Token (it is not shown): ");
    while (line != null) {
      text.append(line).append('\n');
      cutOff |= line.length >= LONGEST_TYPED;
      if (TokenText.isBare(text.toString().strip())) {
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
    if (cutOff) {
      throw new CommandFailure(
          "standard input: a line is longer than a terminal takes; add --token-file=FILE");
    }
    return text.toString();
  }

  /** PowerShell writes files and pipes in UTF-16, and says so in the first two bytes. */
  private static String decoded(String source, InputStream in) throws IOException, CommandFailure {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new CommandFailure(source + ": is too long to be a token; give one alone");
    }
    int mark = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    Charset charset =
        mark == 0xfffe || mark == 0xfeff ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    return new String(bytes, charset).replace("\ufeff", "");
  }
}
