package io.github.scimexporter.entra;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what Microsoft Graph answers. Whatever is missing, null, empty, of another type or unknown
 * is taken as not said; only the answer as a whole must be JSON.
 */
final class GraphJson {
  /** Words become labels and stand in messages. */
  static final int LONGEST_WORD = 100;

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  /** .NET's ways to say "never" are the years 1 and 9999. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9000-01-01T00:00:00Z");

  /** .NET's longest time span, about 29,000 years, means that the job does not run. */
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

  private GraphJson() {}

  /** The text as a tree; missing if it is no JSON. */
  static JsonNode tree(String text) {
    try {
      JsonNode tree = MAPPER.readTree(text);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** Graph's word for an error; empty if there is none. */
  static String errorCode(JsonNode answer) {
    return word(answer.path("error").path("code"));
  }

  /** The jobs of one page. */
  static List<EntraJob> jobs(JsonNode page) {
    List<EntraJob> jobs = new ArrayList<>();
    for (JsonNode job : page.path("value")) {
      String id = word(job.path("id"));
      if (!id.isEmpty()) {
        jobs.add(job(id, job.path("schedule"), job.path("status")));
      }
    }
    return jobs;
  }

  private static EntraJob job(String id, JsonNode schedule, JsonNode status) {
    JsonNode last = status.path("lastExecution");
    return new EntraJob(
        id,
        known(word(status.path("code")), EntraJob.CODES),
        known(word(schedule.path("state")), EntraJob.SCHEDULE_STATES),
        duration(schedule.path("interval")),
        last.isObject()
            ? Optional.of(
                new EntraJob.Execution(word(last.path("state")), time(last.path("timeEnded"))))
            : Optional.empty(),
        status.path("quarantine").isObject()
            ? Optional.of(quarantine(status.path("quarantine"), last))
            : Optional.empty());
  }

  private static EntraJob.Quarantine quarantine(JsonNode quarantine, JsonNode lastExecution) {
    String error = cause(quarantine);
    return new EntraJob.Quarantine(
        // The current one is imposed anew with each failed attempt; the 28 days count from the
        // first.
        time(quarantine.path("seriesBegan")).or(() -> time(quarantine.path("currentBegan"))),
        time(quarantine.path("nextAttempt")),
        word(quarantine.path("reason")),
        error.isEmpty() ? cause(lastExecution) : error);
  }

  private static String cause(JsonNode of) {
    String code = errorCode(of);
    return code.equalsIgnoreCase("None") ? "" : code;
  }

  /** The secrets and certificates of an application, without anything of their values. */
  static List<EntraApplication.Credential> credentials(JsonNode application) {
    List<EntraApplication.Credential> credentials = new ArrayList<>();
    addCredentials(
        credentials,
        EntraApplication.Credential.Kind.SECRET,
        application.path("passwordCredentials"));
    addCredentials(
        credentials,
        EntraApplication.Credential.Kind.CERTIFICATE,
        application.path("keyCredentials"));
    return credentials;
  }

  private static void addCredentials(
      List<EntraApplication.Credential> credentials,
      EntraApplication.Credential.Kind kind,
      JsonNode list) {
    for (JsonNode credential : list) {
      String id = word(credential.path("keyId"));
      // One may be listed twice: to sign and to verify, or its password beside it.
      if (!id.isEmpty() && credentials.stream().noneMatch(known -> known.id().equals(id))) {
        time(credential.path("endDateTime"))
            .ifPresent(
                expiry -> credentials.add(new EntraApplication.Credential(id, kind, expiry)));
      }
    }
  }

  /** A text that can be shown: one line, not too long; empty if there is none. */
  static String word(JsonNode node) {
    return node.isTextual() ? word(node.textValue(), LONGEST_WORD) : "";
  }

  /** The same of a text. */
  static String word(String text, int longest) {
    String line = UNSEEN.matcher(text).replaceAll(" ").strip();
    return line.length() <= longest ? line : line.substring(0, longest);
  }

  private static String known(String word, List<String> words) {
    return words.stream().filter(word::equalsIgnoreCase).findFirst().orElse(word);
  }

  private static Optional<Instant> time(JsonNode node) {
    if (!node.isTextual() || node.textValue().isBlank()) {
      return Optional.empty();
    }
    return instant(node.textValue().strip())
        .filter(time -> !time.isBefore(FIRST) && time.isBefore(LAST));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      try {
        // Graph's times are UTC whether they say so or not.
        return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException notEither) {
        return Optional.empty();
      }
    }
  }

  private static Optional<Duration> duration(JsonNode node) {
    try {
      return node.isTextual()
          ? Optional.of(Duration.parse(node.textValue().strip()))
              .filter(
                  interval ->
                      !interval.isNegative()
                          && !interval.isZero()
                          && interval.compareTo(LONGEST_INTERVAL) <= 0)
          : Optional.empty();
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
