package io.github.scimexporter.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes a log as fast as the disk takes it, and knows what it wrote. */
final class LogMaker {
  private static final int CLIENTS = 64;
  private static final DateTimeFormatter COMMON_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter EXTENDED_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  static final String EXTENDED_HEADER =
      """
      #Fields: date time c-ip x-R(spotfire.user) x-S(spotfire.session-number) \
      x-R(spotfire.request-id) cs-method cs-uri-stem cs-uri-query sc-status bytes \
      time-taken-fracsec x-H(protocol) x-H(scheme)
      #Version: 2.0
      #Software: Apache Tomcat/10.1.44
      """;

  private static final byte[] COMMON_USER = LineBytes.ascii(" - - [");
  private static final byte[] COMMON_REQUEST = LineBytes.ascii("] \"");
  private static final byte[] COMMON_PROTOCOL = LineBytes.ascii(" HTTP/1.1\" ");
  private static final byte[] EXTENDED_USER = LineBytes.ascii(" \"a205@SCIM\"  \"");
  private static final byte[] EXTENDED_REQUEST = LineBytes.ascii("\" ");
  private static final byte[] EXTENDED_END = LineBytes.ascii(" \"HTTP/1.1\" https");
  private static final byte[] TIME_TAKEN = LineBytes.ascii(" 0.0");

  private final LogSpec spec;
  private final List<Ask> ofSync = Ask.ofSync();
  private final List<Ask> ofOthers = Ask.ofOthers();
  private final List<byte[]> paths;
  private final List<byte[]> clients;
  private final List<byte[]> others;
  private final long[][] counts;

  private LogMaker(LogSpec spec) {
    this.spec = spec;
    paths = texts(spec.paths(), SyncNames::path);
    clients = texts(CLIENTS, i -> "20.190." + (128 + i % 8) + "." + (10 + i));
    others = texts(CLIENTS, i -> "10.20." + (10 + i % 8) + "." + (100 + i));
    counts = new long[spec.paths()][Ask.TABLE];
  }

  private static List<byte[]> texts(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(i -> LineBytes.ascii(text.apply(i))).toList();
  }

  /** Writes the log, and returns what is in it. */
  static Counts write(LogSpec spec, OutputStream out) throws IOException {
    return new LogMaker(spec).write(out);
  }

  private Counts write(OutputStream out) throws IOException {
    SplittableRandom random = new SplittableRandom(spec.seed());
    LineBytes bytes = new LineBytes(out);
    if (spec.kind() == LogKind.EXTENDED) {
      bytes.add(LineBytes.ascii(EXTENDED_HEADER));
    }
    long lines = 0;
    byte[] time = {};
    long second = Long.MIN_VALUE;
    while (bytes.size() < spec.bytes()) {
      long now = spec.startSecond() + lines * spec.millisALine() / 1000;
      if (now != second) {
        second = now;
        time = time(Instant.ofEpochSecond(now));
      }
      // One draw for a line: each part of it takes bits of its own.
      long draw = random.nextLong();
      int which = (int) (draw >>> 8 & 0xffff) % Ask.TABLE;
      if ((int) (draw >>> 24 & 0xffff) % 100 < spec.scimPercent()) {
        int path = (int) (draw >>> 40 & 0xffff) % paths.size();
        counts[path][which]++;
        line(bytes, time, clients, paths.get(path), ofSync.get(which), draw);
      } else {
        line(bytes, time, others, new byte[0], ofOthers.get(which), draw);
      }
      lines++;
    }
    bytes.flush();
    return new Counts(lines, requests());
  }

  private byte[] time(Instant second) {
    return LineBytes.ascii(
        switch (spec.kind()) {
          case COMMON -> COMMON_TIME.format(second);
          case EXTENDED -> EXTENDED_TIME.format(second);
        });
  }

  private void line(
      LineBytes bytes, byte[] time, List<byte[]> from, byte[] base, Ask ask, long draw)
      throws IOException {
    byte[] client = from.get((int) (draw >>> 58));
    int number = (int) (draw >>> 32 & 0xffff) + 10_000;
    switch (spec.kind()) {
      case COMMON -> common(bytes, time, client, base, ask, number);
      case EXTENDED -> extended(bytes, time, client, base, ask, number);
    }
    bytes.endLine();
  }

  private static void common(
      LineBytes bytes, byte[] time, byte[] client, byte[] base, Ask ask, int number) {
    bytes.add(client).add(COMMON_USER).add(time).add(COMMON_REQUEST).add(ask.method).add(' ');
    path(bytes, base, ask, number);
    if (ask.query.length > 0) {
      bytes.add('?');
      query(bytes, ask, number);
    }
    bytes.add(COMMON_PROTOCOL).add(ask.status).add(' ');
    size(bytes, ask, number);
  }

  private static void extended(
      LineBytes bytes, byte[] time, byte[] client, byte[] base, Ask ask, int number) {
    bytes.add(time).add(' ').add(client).add(EXTENDED_USER).add(number, 5).add(EXTENDED_REQUEST);
    bytes.add(ask.method).add(' ');
    path(bytes, base, ask, number);
    bytes.add(' ');
    if (ask.query.length > 0) {
      query(bytes, ask, number);
    } else {
      bytes.add('-');
    }
    bytes.add(' ').add(ask.status).add(' ');
    size(bytes, ask, number);
    bytes.add(TIME_TAKEN).add(number % 100, 2).add(EXTENDED_END);
  }

  private static void path(LineBytes bytes, byte[] base, Ask ask, int number) {
    bytes.add(base).add(ask.path);
    if (ask.hasNumber) {
      bytes.add(number, 5).add(ask.afterNumber);
    }
  }

  private static void query(LineBytes bytes, Ask ask, int number) {
    bytes.add(ask.query);
    if (ask.hasQueryNumber) {
      bytes.add(number, 5).add(ask.afterQueryNumber);
    }
  }

  private static void size(LineBytes bytes, Ask ask, int number) {
    if (ask.hasBody) {
      bytes.add(number, 5);
    } else {
      bytes.add('-');
    }
  }

  private SortedMap<String, SortedMap<String, Long>> requests() {
    SortedMap<String, SortedMap<String, Long>> requests = new TreeMap<>();
    for (int path = 0; path < counts.length; path++) {
      SortedMap<String, Long> ofPath = new TreeMap<>();
      for (int which = 0; which < Ask.TABLE; which++) {
        if (counts[path][which] > 0) {
          ofPath.merge(ofSync.get(which).kind, counts[path][which], Long::sum);
        }
      }
      requests.put(SyncNames.name(path), ofPath);
    }
    return requests;
  }
}
