package io.github.scimexporter.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes on what is written, with something else in place of a secret wherever it occurs. Only what
 * could be the beginning of the secret is held back.
 */
public final class MaskedOutput extends OutputStream {
  private final OutputStream out;
  private final byte[] secret;
  private final byte[] mask;

  /** How much of the secret was seen last, and not passed on. */
  private int seen;

  /** Writes to that stream, with the mask in place of the secret. */
  public MaskedOutput(OutputStream out, String secret, String mask) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("nothing to hide");
    }
    this.out = out;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.mask = mask.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(int next) throws IOException {
    while (seen > 0 && secret[seen] != (byte) next) {
      fallBack(next);
    }
    if (secret[seen] != (byte) next) {
      out.write(next);
      return;
    }
    seen++;
    if (seen == secret.length) {
      out.write(mask);
      seen = 0;
    }
  }

  /** Passes on as much of what was held back as cannot be the beginning of the secret any more. */
  private void fallBack(int next) throws IOException {
    int begin = 1;
    while (begin < seen && !(beginsAgainAt(begin) && secret[seen - begin] == (byte) next)) {
      begin++;
    }
    out.write(secret, 0, begin);
    seen -= begin;
  }

  private boolean beginsAgainAt(int begin) {
    for (int i = begin; i < seen; i++) {
      if (secret[i] != secret[i - begin]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.write(secret, 0, seen);
    seen = 0;
    out.close();
  }
}
