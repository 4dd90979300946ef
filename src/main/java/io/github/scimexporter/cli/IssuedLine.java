package io.github.scimexporter.cli;

import io.github.scimexporter.token.TokenText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Passes on what the tool prints, with something else in place of the token that it says. */
final class IssuedLine extends OutputStream {
  private static final byte[] BEFORE_TOKEN = "Access token:".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final UnaryOperator<String> replacement;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /** How much of the text before the token was seen last. */
  private int seen;

  /**
   * Writes to that stream.
   *
   * @param replacement is given the token as soon as it is known, and gives what is shown instead
   */
  IssuedLine(OutputStream out, UnaryOperator<String> replacement) {
    this.out = out;
    this.replacement = replacement;
  }

  @Override
  public void write(int next) throws IOException {
    if (seen == BEFORE_TOKEN.length) {
      if (next == '\r' || next == '\n') {
        show();
        out.write(next);
      } else {
        line.write(next);
      }
      return;
    }
    out.write(next);
    // The text begins again only with its first letter, which it has once.
    seen = next == BEFORE_TOKEN[seen] ? seen + 1 : next == BEFORE_TOKEN[0] ? 1 : 0;
  }

  private void show() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    String token = TokenText.withoutControlSequences(text).strip();
    line.reset();
    seen = 0;
    out.write(
        (TokenText.isBare(token) ? " " + replacement.apply(token) : text)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /** A last line without its end is one, too. */
  @Override
  public void close() throws IOException {
    if (seen == BEFORE_TOKEN.length) {
      show();
    }
    out.close();
  }
}
