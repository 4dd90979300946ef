package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.config.SyslogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log that log4j2 writes and rolls by its size, as Spotfire's classic {@code access.log} is said
 * to be. The layout is made up ({@code %d{ISO8601} %-5p [%X{user}] %X{client} %X{method} %X{uri}
 * %X{status} %X{ms}ms%n}): nobody has published the real one.
 */
class RolledLog4jTest {
  private static final String REGEX =
      "(?<time>\\S+) +\\S+ +\\[(?<user>[^]]*)] (?<client>\\S+) (?<method>\\S+) (?<path>\\S+)"
          + " (?<status>\\d{3}) (?<duration>\\d+)ms";

  @TempDir private Path logs;

  private static AccessLogConfig config(Path logs) {
    return new AccessLogConfig(
        "log",
        List.of(logs + "/access.log*"),
        SyslogConfig.NONE,
        new LogFormat.Regex(REGEX, "ISO8601", ChronoUnit.MILLIS),
        AccessLogConfig.DEFAULT_TOMCAT_VERSION,
        Optional.empty(),
        Optional.of(ZoneId.of("Europe/Brussels")),
        Duration.ZERO);
  }

  private void write(int user, int status) throws IOException {
    Files.writeString(
        logs.resolve("access.log"),
        "2026-11-24T09:%02d:38,123 INFO  [-] 192.0.2.7 GET /scim/v2/SPOTFIRE/Users/%d %d 12ms%n"
            .formatted(user, user, status),
        ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void roll() throws IOException {
    for (int i = 2; i > 0; i--) {
      move("access.log." + i, "access.log." + (i + 1));
    }
    move("access.log", "access.log.1");
  }

  private void move(String from, String to) throws IOException {
    if (Files.exists(logs.resolve(from))) {
      Files.move(logs.resolve(from), logs.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void eachLineCountsOnceHoweverOftenTheFilesAreRolled() throws IOException {
    try (Reading reading =
        new Reading(config(logs), new ManualClock(Instant.parse("2026-11-24T12:00:00Z")))) {
      for (int user = 0; user < 40; user++) {
        write(user, user % 10 == 9 ? 401 : 200);
        if (user % 7 == 6) {
          roll();
        }
        if (user % 3 == 0) {
          reading.read();
        }
        if (user % 11 == 0) {
          reading.restart();
        }
      }
      reading.read();

      assertThat(reading.requests().values()).containsExactly(36L, 4L);
      assertThat(reading.log().unparsedLines()).isZero();
      assertThat(reading.sync().lastHeartbeat())
          .contains(Instant.parse("2026-11-24T08:38:38.123Z"));
    }
  }
}
