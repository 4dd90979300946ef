package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.config.LogFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Reads a log in a process of its own, which can run as a user whom permissions stop: one look for
 * each line on standard input.
 */
final class UnprivilegedReader {
  private UnprivilegedReader() {}

  public static void main(String[] args) throws IOException {
    try (Reading reading =
            new Reading(Syncs.log(LogFormat.Named.AUTO, args[0]), new ManualClock(Instant.now()));
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      while (commands.readLine() != null) {
        reading.read();
        boolean upAfterReading = reading.follower().isUp();
        reading.follower().refresh();
        System.out.println(
            "lines=" + reading.lines() + " up=" + upAfterReading + " " + reading.follower().isUp());
        System.out.flush();
      }
    }
  }
}
