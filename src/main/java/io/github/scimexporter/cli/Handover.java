package io.github.scimexporter.cli;

import io.github.scimexporter.config.Secret;
import io.github.scimexporter.terminal.StandardStream;
import io.github.scimexporter.terminal.TerminalException;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenFile;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the token that the tool prints reaches whoever asked for it: on the terminal, or in a file.
 */
final class Handover implements AutoCloseable {
  private final @Nullable TokenFile file;
  private @Nullable String failure;
  private boolean shown;

  private Handover(@Nullable TokenFile file, boolean shown) {
    this.file = file;
    this.shown = shown;
  }

  /** Shows it, by what the tool prints. */
  static Handover onTerminal() throws TokenException, TerminalException {
    if (!StandardStream.OUT.isTerminal()) {
      throw new TokenException(
          "standard output is no terminal, and would keep the token; add --token-file=FILE");
    }
    return new Handover(null, true);
  }

  /** Puts it into a new file. */
  static Handover inFile(Path path) throws TokenException {
    try {
      return new Handover(TokenFile.reserve(path), false);
    } catch (TokenException e) {
      throw new TokenException("--token-file=" + e.getMessage());
    }
  }

  /** Where the tool's output goes. */
  OutputStream screen() {
    TokenFile target = file;
    return target == null
        ? new Screen()
        : new IssuedLine(new Screen(), token -> write(target, token));
  }

  /** Puts away those, too, that the screen may not have known as tokens before it showed them. */
  void keep(List<String> tokens) {
    if (file != null) {
      tokens.forEach(token -> write(file, token));
    }
  }

  /** Where the token is: "shown above", "in FILE" or "lost". */
  String where() {
    Optional<Path> path = Optional.ofNullable(file).flatMap(TokenFile::tokenIn);
    return path.map(in -> "in " + in).orElse(shown ? "shown above" : "lost");
  }

  /**
   * Refuses to have gone well if the token did not get where it should.
   *
   * @throws TokenException if so; the message says where it is instead
   */
  void confirm() throws TokenException {
    if (failure != null) {
      throw new TokenException(
          "--token-file=" + failure + "; the token is registered, and " + where());
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }

  /** Puts the token away, and says what is shown in its place. */
  private String write(TokenFile target, String token) {
    try {
      target.write(new Secret(token));
      return "(written to " + target.path() + ")";
    } catch (TokenException e) {
      failure = e.getMessage();
      // The last place where it is not lost; a script's log would keep it for everybody.
      shown = target.tokenIn().isEmpty() && onATerminal();
      return (shown ? token + " " : "") + "(not written to " + target.path() + ")";
    }
  }

  private static boolean onATerminal() {
    try {
      return StandardStream.OUT.isTerminal();
    } catch (TerminalException e) {
      return false;
    }
  }
}
