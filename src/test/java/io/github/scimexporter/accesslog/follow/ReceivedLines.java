package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import java.util.ArrayList;
import java.util.List;

/** What came out of a source, in words. */
final class ReceivedLines implements LineSink {
  static final String UNFIT = "UNFIT";

  private final List<String> paths = new ArrayList<>();
  private long bytes;

  @Override
  public void request(LogLine line) {
    paths.add(line.path());
  }

  @Override
  public void unfit() {
    paths.add(UNFIT);
  }

  @Override
  public Anchors anchors() {
    return Anchors.NOT_KNOWN;
  }

  @Override
  public void passed(int lines) {
    throw new AssertionError("every line is wanted");
  }

  @Override
  public void bytes(long count) {
    bytes += count;
  }

  /** The path of each line, or {@link #UNFIT}. */
  List<String> paths() {
    return paths;
  }

  long bytes() {
    return bytes;
  }

  /** Looks once, and reads all that is there. */
  ReceivedLines read(LogSource source) {
    source.refresh();
    while (source.step()) {
      // Chunk by chunk.
    }
    return this;
  }

  /** A line in the common format. */
  static String line(String path) {
    return "127.0.0.1 - - [24/Nov/2026:08:59:38 +0000] \"GET " + path + " HTTP/1.1\" 200 11";
  }

  @Override
  public void lost(long count) {
    throw new AssertionError("what is sent is not seen before it comes");
  }
}
