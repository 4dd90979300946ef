package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/** What a framing found, in words. */
final class FramedLines implements Framing.Lines {
  static final String UNFIT = "UNFIT";

  private final List<String> lines = new ArrayList<>();
  private long sent;

  @Override
  public void line(byte[] bytes, int from, int to, long bytesSent) {
    lines.add(new String(bytes, from, to - from, ISO_8859_1));
    sent += bytesSent;
  }

  @Override
  public void unfit(long bytesSent) {
    lines.add(UNFIT);
    sent += bytesSent;
  }

  @Override
  public void nothing(long bytesSent) {
    sent += bytesSent;
  }

  List<String> lines() {
    return lines;
  }

  /** How many bytes were accounted for. */
  long sent() {
    return sent;
  }

  /** Sends a text in pieces of that size, and ends. */
  static FramedLines of(Framing framing, String text, int piece) {
    FramedLines found = new FramedLines();
    byte[] bytes = text.getBytes(ISO_8859_1);
    byte[] buffer = new byte[piece];
    for (int at = 0; at < bytes.length; at += piece) {
      int length = Math.min(piece, bytes.length - at);
      System.arraycopy(bytes, at, buffer, 0, length);
      framing.take(buffer, length, found);
    }
    framing.end(found);
    return found;
  }
}
