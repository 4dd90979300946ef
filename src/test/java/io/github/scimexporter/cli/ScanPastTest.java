package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What scan says of a longer past, and which heartbeat it learns from it. */
class ScanPastTest {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A Monday. */
  private static final Instant START = Instant.parse("2025-11-03T00:00:00Z");

  @TempDir private Path directory = Path.of("");
  private final StringBuilder log = new StringBuilder();

  private void line(Instant time, int status) {
    log.append("192.0.2.1 - - [")
        .append(TIME.format(time))
        .append("] \"GET /scim/v2/Users HTTP/1.1\" ")
        .append(status)
        .append(" 11\n");
  }

  private void cycles(Duration from, Duration to, int status) {
    for (Duration at = from; at.compareTo(to) <= 0; at = at.plusMinutes(40)) {
      line(START.plus(at), status);
    }
  }

  private static Duration days(int days, int hours) {
    return Duration.ofDays(days).plusHours(hours);
  }

  private Cli scan(String heartbeat, String... flags) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: ["access*"], format: common}]
            syncs: [{name: s, endpoint: "http://localhost/scim/v2", heartbeat: %s}]
            """
                .formatted(heartbeat));
    List<String> args = new ArrayList<>(List.of("scan", "--config.file=" + config));
    args.addAll(List.of(flags));
    args.add("-");
    return Cli.runWithInput(log.toString().getBytes(UTF_8), args.toArray(String[]::new));
  }

  private static List<String> diagnosis(Cli run) throws IOException {
    assertThat(run.err()).isEmpty();
    List<String> sentences = new ArrayList<>();
    sync(run).path("diagnosis").forEach(sentence -> sentences.add(sentence.asText()));
    return sentences;
  }

  private static JsonNode sync(Cli run) throws IOException {
    return new ObjectMapper().readTree(run.out()).path("syncs").path(0);
  }

  @Test
  void anOutageIsLeftOutOfTheSuggestionAndNamed() throws Exception {
    cycles(days(0, 0), days(5, 0), 200);
    cycles(days(5, 1), days(5, 9), 401);
    cycles(days(5, 10), days(10, 10), 200);
    String heartbeat = "{interval: 24h, grace: 1h, missed_threshold: 2}";
    Cli run = scan(heartbeat, "--format=json");
    assertThat(sync(run).path("suggested_heartbeat").toString())
        .isEqualTo("{\"interval\":\"40m\",\"grace\":\"10m\",\"missed_threshold\":3}");
    assertThat(diagnosis(run))
        .containsExactly(
            "The last success was at 2025-11-13T10:00:00Z, and nothing has failed since.",
            "A heartbeat each 40m with 10m of grace would have raised no false alarm between the"
                + " first and the last success, 10 days 10 hours apart with 362 successes.",
            "The longest silence in which nothing failed was 40 minutes, from Mon"
                + " 2025-11-03T00:00:00Z to Mon 2025-11-03T00:40:00Z. If that was an outage, too,"
                + " scan logs without it.",
            "Left out, because requests failed in it: 1 silence, from Sat 2025-11-08T00:00:00Z to"
                + " Sat 2025-11-08T10:00:00Z (401s).",
            "With it a sync that falls silent is warned of after 50m and counts as down after"
                + " 2h10m; with the configured one after 1d1h and 2d1h, and no false alarm.");
  }

  @Test
  void aQuietWeekendIsLearntAndSoIsWhatATighterHeartbeatWouldHaveDone() throws Exception {
    for (int week = 0; week < 3; week++) {
      for (int day = 0; day < 5; day++) {
        cycles(days(7 * week + day, 8), days(7 * week + day, 16), 200);
      }
    }
    Cli run = scan("{interval: 40m, grace: 10m, missed_threshold: 36}", "--format=json");
    assertThat(sync(run).path("suggested_heartbeat").toString())
        .isEqualTo("{\"interval\":\"3d\",\"grace\":\"1h\",\"missed_threshold\":2}");
    assertThat(sync(run).path("gaps")).hasSize(14);
    assertThat(diagnosis(run))
        .contains(
            "14 silences longer than the configured 40m and 10m of grace.",
            "The longest silence in which nothing failed was 2 days 16 hours, from Fri"
                + " 2025-11-07T16:00:00Z to Mon 2025-11-10T08:00:00Z, over a weekend. If that was"
                + " an outage, too, scan logs without it.",
            "With it a sync that falls silent is warned of after 3d1h and counts as down after"
                + " 6d1h; with the configured one after 50m and 1d10m, and 14 false alarms, 2 of"
                + " them critical.");
  }

  @Test
  void theLongestOutagesAreNamedAndTheRestCounted() throws Exception {
    for (long hour = 0; hour < 8; hour++) {
      Instant time = START.plus(Duration.ofMinutes(61 * hour + hour * hour));
      line(time, 200);
      line(time.plusSeconds(60), hour == 6 ? 503 : 429);
      line(time.plusSeconds(61), hour == 6 ? 403 : 429);
    }
    line(START.plus(days(2, 0)), 404);
    assertThat(diagnosis(scan("{interval: 40m, grace: 10m}", "--format=json")))
        .contains(
            "8 silences longer than the configured 40m and 10m of grace; requests failed in 8 of them.",
            "No heartbeat can be suggested: there is no time between two successes in which no"
                + " request failed. Scan logs of a time in which the sync worked.");
    line(START.minusSeconds(60), 200);
    assertThat(diagnosis(scan("{interval: 40m, grace: 10m}", "--format=json")))
        .contains(
            "Left out, because requests failed in them: 7 silences, from Mon"
                + " 2025-11-03T06:42:00Z to Mon 2025-11-03T07:56:00Z (403s and 5xx); from Mon"
                + " 2025-11-03T05:30:00Z to Mon 2025-11-03T06:42:00Z (429s); from Mon"
                + " 2025-11-03T04:20:00Z to Mon 2025-11-03T05:30:00Z (429s); from Mon"
                + " 2025-11-03T03:12:00Z to Mon 2025-11-03T04:20:00Z (429s); from Mon"
                + " 2025-11-03T02:06:00Z to Mon 2025-11-03T03:12:00Z (429s); and 2 shorter.");
  }

  @Test
  void everyGapIsMarkedWithWhatFailedInIt() throws Exception {
    line(START, 200);
    line(START.plus(days(0, 2)), 200);
    line(START.plus(days(0, 3)), 401);
    line(START.plus(days(0, 4)), 503);
    line(START.plus(days(0, 5)), 200);
    line(START.plus(days(0, 6)), 404);
    String heartbeat = "{interval: 40m, grace: 10m}";
    assertThat(scan(heartbeat).out().lines().filter(line -> line.startsWith("  Silent")))
        .containsExactly(
            "  Silent from 2025-11-03T00:00:00Z to 2025-11-03T02:00:00Z: 2 heartbeats missed",
            "  Silent from 2025-11-03T02:00:00Z to 2025-11-03T05:00:00Z: 4 heartbeats missed, 401s"
                + " and 5xx in it",
            "  Silent from 2025-11-03T05:00:00Z to 2025-11-03T06:00:00Z: 1 heartbeat missed, 404s"
                + " in it");
    assertThat(sync(scan(heartbeat, "--format=json")).path("gaps").path(1).toString())
        .isEqualTo(
            "{\"from\":\"2025-11-03T02:00:00Z\",\"to\":\"2025-11-03T05:00:00Z\",\"missed\":4}");
  }

  @Test
  void whereHeartbeatsAreOffItSaysThatSilenceIsNotNoticed() throws Exception {
    cycles(days(0, 0), days(8, 0), 200);
    assertThat(diagnosis(scan("off", "--format=json")))
        .contains(
            "With it a sync that falls silent is warned of after 50m and counts as down after"
                + " 2h10m; none is configured, so that its silence is not noticed.");
  }

  @Test
  void theSilenceAtTheEndIsAnAlarmOnlyIfItIsLongerThanTheSuggestionAllows() throws Exception {
    cycles(days(0, 0), days(8, 0), 200);
    Instant last = START.plus(days(8, 0));
    String other = log.toString();
    line(last.plus(Duration.ofMinutes(49)), 401);
    assertThat(diagnosis(scan("off", "--format=json")))
        .noneMatch(sentence -> sentence.contains("since the last success would"));
    log.replace(0, log.length(), other);
    line(last.plus(Duration.ofMinutes(50)), 401);
    assertThat(diagnosis(scan("off", "--format=json")))
        .contains("With it the 50 minutes since the last success would have raised an alarm.");
  }

  @Test
  void theSilenceAtTheEndIsNoFalseAlarmOfTheConfiguredHeartbeat() throws Exception {
    cycles(days(0, 0), days(8, 0), 200);
    line(START.plus(days(8, 3)), 400);
    assertThat(diagnosis(scan("{interval: 40m, grace: 10m}", "--format=json")))
        .contains("1 silence longer than the configured 40m and 10m of grace.")
        .anyMatch(
            sentence ->
                sentence.endsWith(
                    "with the configured one after 50m and 1h30m, and no" + " false alarm."));
  }

  @Test
  void whereRequestsWereTooManyToKeepEachItSaysHowLongASilenceItCannotHaveMissed()
      throws Exception {
    for (int second = 0; second < 140_000; second++) {
      line(START.plusSeconds(second), 200);
    }
    assertThat(diagnosis(scan("off", "--format=json")))
        .contains("No silence in which nothing failed was longer than 1 second.");
  }

  @Test
  void aSilenceOfAWorkingDayIsNoWeekend() throws Exception {
    line(START, 200);
    line(START.plus(days(6, 11)), 200);
    assertThat(diagnosis(scan("off", "--format=json")))
        .anyMatch(sentence -> sentence.contains("to Sun 2025-11-09T11:00:00Z. If"));
    line(START.plus(days(13, 13)), 200);
    assertThat(diagnosis(scan("off", "--format=json")))
        .anyMatch(sentence -> sentence.contains("to Sun 2025-11-16T13:00:00Z, over a weekend. If"));
  }

  @Test
  void linesOfALogThatIsNotTheSyncsAreNoneOfItsRequests() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("two.yml"),
            """
            access_logs:
              - {name: one, paths: ["one*"], format: common}
              - {name: two, paths: ["two*"], format: common}
            syncs:
              - {name: a, endpoint: "http://localhost/scim/v2", logs: [one]}
              - {name: b, endpoint: "http://localhost/scim/v2", logs: [two]}
            """);
    line(START, 200);
    Path one = Files.writeString(directory.resolve("one.log"), log);
    line(START, 401);
    Path two = Files.writeString(directory.resolve("two.log"), log);
    Cli run =
        Cli.run("scan", "--config.file=" + config, "--format=json", one.toString(), two.toString());
    JsonNode syncs = new ObjectMapper().readTree(run.out()).path("syncs");
    assertThat(syncs.path(0).path("requests").toString()).isEqualTo("{\"GET 200\":1}");
    assertThat(syncs.path(1).path("requests").toString())
        .isEqualTo("{\"GET 200\":1,\"GET 401\":1}");
  }
}
