package io.github.scimexporter.demo;

import io.github.scimexporter.standin.ValveLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** A week in which provisioning worked: what the demo finds in the log when it starts. */
final class Past {
  private static final Duration LENGTH = Duration.ofDays(7);
  private static final int SECONDS_BETWEEN = 2;

  /** Always the same week. */
  private static final long SEED = 4711;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Past() {}

  /** Writes it beside the log of the server, as an older file of the same log. */
  static void write(ValveLog log, Instant now) {
    Random random = new Random(SEED);
    try {
      Path file =
          Files.createDirectories(log.directory())
              .resolve(log.prefix() + "before-the-demo" + log.suffix());
      try (BufferedWriter lines = Files.newBufferedWriter(file)) {
        lines.write("#Fields: " + ValveLog.SPOTFIRE_PATTERN + "\n");
        for (Instant time = now.minus(LENGTH);
            time.isBefore(now);
            time = time.plusSeconds(1 + random.nextInt(2 * SECONDS_BETWEEN))) {
          lines.write(line(time, random));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Instant time, Random random) {
    int kind = random.nextInt(20);
    String request;
    if (kind < 16) {
      request = "GET /spotfire/api/rest/scim/v2/SPOTFIRE/Users startIndex=1 200";
    } else if (kind < 18) {
      request = "POST /spotfire/api/rest/scim/v2/SPOTFIRE/Users  201";
    } else {
      request = "PATCH /spotfire/api/rest/scim/v2/SPOTFIRE/Users/42  204";
    }
    return "%s 127.0.0.1 - - - %s 512 0.013 \"HTTP/1.1\" https\n"
        .formatted(TIME.format(time.atOffset(ZoneOffset.UTC)), request);
  }
}
