package io.github.scimexporter.bench;

import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each format's reader needs for the lines of a chunk of 256 KiB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ReaderBenchmark {
  private static final int CHUNK_BYTES = 256 * 1024;
  private static final String REQUEST =
      "\"GET /spotfire/api/rest/scim/v2/SPOTFIRE/Users?count=1 HTTP/1.1\"";
  private static final String NCSA =
      "20.190.130.17 - - [24/Nov/2026:08:59:38 +0000] " + REQUEST + " 200 110";
  private static final String EXPRESSION =
      "^(?P<client>\\S+) \\S+ \\S+ \\[(?P<time>[^\\]]+)\\] \"(?P<request>[^\"]*)\""
          + " (?P<status>\\d+) \\S+$";

  /** The formats, each with a line that fits it. */
  public enum Format {
    COMMON(NCSA),
    COMBINED(NCSA + " \"-\" \"-\""),
    EXTENDED(
        "2026-11-24 08:59:38 20.190.130.17 \"a205@SCIM\"  \"1852\" GET"
            + " /spotfire/api/rest/scim/v2/SPOTFIRE/Users count=1 200 110 0.030 \"HTTP/1.1\" https"),
    JSON(
        "{\"host\":\"20.190.130.17\",\"user\":\"-\",\"time\":\"[24/Nov/2026:08:59:38 +0000]\","
            + "\"method\":\"GET\",\"path\":\"/spotfire/api/rest/scim/v2/SPOTFIRE/Users\","
            + "\"query\":\"?count=1\",\"statusCode\":\"200\",\"size\":\"110\"}"),
    HAPROXY(
        "20.190.130.17:5050 [24/Nov/2026:08:59:38.123] web~ spotfire/tss1 0/0/1/29/30 200 110 - -"
            + " ---- 1/1/0/0/0 0/0 "
            + REQUEST),
    TOMCAT(NCSA + " 29000"),
    REGEX(NCSA),
    AUTO(NCSA);

    private final String line;

    Format(String line) {
      this.line = line;
    }

    private LineFormat lines() throws FormatException {
      FormatOptions options = FormatOptions.DEFAULT;
      return switch (this) {
        case COMMON -> LineFormat.COMMON;
        case COMBINED -> LineFormat.COMBINED;
        case EXTENDED -> LineFormat.extended(options);
        case JSON -> LineFormat.json(options);
        case HAPROXY -> LineFormat.haproxy(options);
        case TOMCAT -> LineFormat.tomcat("%h %l %u %t \"%r\" %s %b %D", options);
        case REGEX ->
            LineFormat.regex(EXPRESSION, "dd/MMM/yyyy:HH:mm:ss Z", ChronoUnit.MILLIS, options);
        case AUTO -> LineFormat.auto(options);
      };
    }
  }

  /** What the lines look like. */
  @Param private Format format = Format.COMMON;

  private byte[] chunk = {};
  private LineReader reader = LineFormat.COMMON.reader("");
  private final LogLine line = new LogLine();

  /** Makes the reader, and a chunk of lines that fit its format. */
  @Setup(Level.Trial)
  public void setUp() throws FormatException {
    reader = format.lines().reader("");
    if (format == Format.EXTENDED) {
      LogMaker.EXTENDED_HEADER.lines().forEach(this::fitOf);
    }
    if (fitOf(format.line) != LineReader.Fit.REQUEST) {
      throw new IllegalStateException("does not fit " + format + ": " + format.line);
    }
    chunk = chunk(format.line);
  }

  private LineReader.Fit fitOf(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return reader.read(bytes, 0, bytes.length, line);
  }

  private static byte[] chunk(String text) {
    byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    while (chunk.size() + line.length <= CHUNK_BYTES) {
      chunk.writeBytes(line);
    }
    return chunk.toByteArray();
  }

  /** Reads every line of the chunk; returns how many fit. */
  @Benchmark
  public int read() {
    int fits = 0;
    int start = 0;
    for (int i = 0; i < chunk.length; i++) {
      if (chunk[i] == '\n') {
        if (reader.read(chunk, start, i, line) == LineReader.Fit.REQUEST) {
          fits++;
        }
        start = i + 1;
      }
    }
    return fits;
  }
}
