package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** What is true of a reader, whatever bytes it is given. */
final class AnyBytes {
  private static final byte[] PATH = "/scim".getBytes(ISO_8859_1);

  /** Bytes outside of the line: they would make a status, or the end of a text, if they counted. */
  private static final String AROUND = " 200 \" 1\\\"";

  /** Beyond what stands in the file, a reader remembers no more than the names of its states. */
  private static final int MEMORY = 100;

  /** All that one line said; nothing but the fit and the mismatch unless that is a request. */
  private record Facts(LineReader.Fit fit, int mismatch, String memory, List<Object> request) {
    static Facts of(LineReader reader, byte[] bytes, int from, int to, LogLine line) {
      LineReader.Fit fit = reader.read(bytes, from, to, line);
      return new Facts(
          fit,
          fit == LineReader.Fit.UNFIT ? reader.mismatch() : 0,
          reader.memory(),
          fit == LineReader.Fit.REQUEST ? request(line) : List.of());
    }

    private static List<Object> request(LogLine line) {
      return List.of(
          line.status(),
          line.timeMillis(Long.MIN_VALUE),
          line.timeMillis(Long.MAX_VALUE),
          line.durationMicros(),
          line.isAnsweredByProxy(),
          line.client(),
          line.user(),
          line.method(),
          line.path(),
          line.query());
    }
  }

  private AnyBytes() {}

  /**
   * Reads a file's lines, and each of them once more as after a restart.
   *
   * @param file lines that end in LF; the last one need not
   */
  static void readAsFile(LineFormat format, byte[] file) {
    LineReader reader = format.reader("");
    for (byte[] line : lines(file)) {
      LineReader restarted = format.reader(reader.memory());
      Facts facts = Facts.of(restarted, line, 0, line.length, new LogLine());
      assertThat(readAmidOthers(reader, line)).isEqualTo(facts);
      assertThat(reader.memory().length()).isLessThanOrEqualTo(file.length + MEMORY);
    }
  }

  /**
   * Reads a line with a reader that may have read others.
   *
   * @param replay how to have the same line again
   */
  static void readAsLine(LineReader reader, byte[] line, String replay) {
    try {
      readAmidOthers(reader, line);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(replay, e);
    }
  }

  private static Facts readAmidOthers(LineReader reader, byte[] line) {
    byte[] around = AROUND.getBytes(ISO_8859_1);
    byte[] bytes = new byte[line.length + 2 * around.length];
    System.arraycopy(around, 0, bytes, 0, around.length);
    System.arraycopy(line, 0, bytes, around.length, line.length);
    System.arraycopy(around, 0, bytes, around.length + line.length, around.length);

    LogLine request = new LogLine();
    Facts facts = Facts.of(reader, bytes, around.length, around.length + line.length, request);

    assertThat(facts.mismatch()).isBetween(0, line.length + 1);
    if (facts.fit() == LineReader.Fit.REQUEST) {
      checkRequest(request, new String(line, ISO_8859_1));
    }
    return facts;
  }

  private static void checkRequest(LogLine request, String line) {
    assertThat(request.status()).isBetween(100, 599);
    assertThat(request.durationMicros()).isGreaterThanOrEqualTo(LogLine.NO_DURATION);
    assertThat(request.timeMillis(Long.MIN_VALUE))
        .isLessThanOrEqualTo(request.timeMillis(Long.MAX_VALUE));
    // JSON says a backslash, or what is no UTF-8, in another way.
    if (line.chars().allMatch(c -> c < 128 && c != '\\')) {
      assertThat(line)
          .contains(request.client(), request.method(), request.path(), request.query());
    }
    assertThat(request.user().length()).isLessThanOrEqualTo(line.length());
    String path = request.path();
    assertThat(request.isPathUnusual())
        .isEqualTo(path.contains("%") || path.contains(";") || path.contains("//"));
    assertThat(request.pathStartsWith(PATH)).isEqualTo(path.startsWith("/scim"));
  }

  private static List<byte[]> lines(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    for (String line : new String(file, ISO_8859_1).split("\n", -1)) {
      lines.add(line.getBytes(ISO_8859_1));
    }
    return lines;
  }
}
