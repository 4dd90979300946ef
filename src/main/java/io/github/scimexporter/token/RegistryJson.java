package io.github.scimexporter.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.config.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The registry as it is written. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RegistryJson(int version, @Nullable List<Entry> tokens) {
  private static final int VERSION = 2;

  // What lies outside cannot be given as ms since 1970 for long.
  private static final Instant EARLIEST = Instant.parse("-0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-12-31T00:00:00Z");

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Entry(
      @Nullable String id,
      @Nullable String name,
      @Nullable String sync,
      @Nullable String purpose,
      @Nullable String clientId,
      @Nullable List<String> scopes,
      @Nullable String issued,
      @Nullable String expiry,
      @Nullable Map<Severity, String> warnings,
      @Nullable String registered,
      @Nullable String state,
      @Nullable List<Event> history) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Event(
      @Nullable String time,
      @Nullable String event,
      @Nullable String host,
      @Nullable String user,
      @Nullable String other) {}

  static RegistryJson of(TokenRegistry registry) {
    return new RegistryJson(VERSION, registry.tokens().stream().map(RegistryJson::entry).toList());
  }

  private static Entry entry(Token token) {
    return new Entry(
        token.id(),
        token.name(),
        token.sync(),
        token.purpose().label(),
        token.clientId(),
        token.scopes(),
        token.issued().map(Instant::toString).orElse(null),
        token.expiry().toString(),
        token.warnings().isEmpty() ? null : durations(token.warnings()),
        null,
        token.state().label(),
        token.history().stream().map(RegistryJson::event).toList());
  }

  private static Event event(TokenEvent event) {
    return new Event(
        event.time().toString(),
        event.kind().label(),
        event.by().host(),
        event.by().user(),
        event.other().orElse(null));
  }

  private static SortedMap<Severity, String> durations(Map<Severity, Duration> warnings) {
    SortedMap<Severity, String> written = new TreeMap<>();
    warnings.forEach((step, before) -> written.put(step, PrometheusDuration.format(before)));
    return written;
  }

  /** Asked first, because nothing else is known of a version that is yet to come. */
  static void refuseOtherVersion(Path file, JsonNode json) throws TokenException {
    JsonNode version = json.path("version");
    if (version.isInt() && version.intValue() > VERSION) {
      throw new TokenException(
          file
              + ": version "
              + version.intValue()
              + " is newer than this program, which knows version "
              + VERSION
              + "; update scim-exporter");
    }
    if (!version.isInt() || version.intValue() < 1) {
      throw new TokenException(file + ": " + RegistryFile.NO_REGISTRY);
    }
  }

  TokenRegistry registry(Path file) throws TokenException {
    if (tokens == null) {
      throw new TokenException(file + ": " + RegistryFile.NO_REGISTRY);
    }
    List<Token> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Entry entry : tokens) {
      try {
        Token token = token(entry);
        if (!ids.add(token.id())) {
          throw new IllegalArgumentException("id '" + token.id() + "' stands twice");
        }
        read.add(token);
      } catch (IllegalArgumentException e) {
        throw new TokenException(
            file
                + ": tokens["
                + read.size()
                + "]: "
                + e.getMessage()
                + "; mend it, or restore the file from a backup");
      }
    }
    return new TokenRegistry(read);
  }

  private static Token token(Entry entry) {
    return new Token(
        required("id", entry.id()),
        entry.name() == null ? "" : entry.name(),
        required("sync", entry.sync()),
        oneOf("purpose", entry.purpose(), Purpose.values(), Purpose::label),
        entry.clientId() == null ? "" : entry.clientId(),
        entry.scopes() == null ? List.of() : entry.scopes(),
        entry.issued() == null ? Optional.empty() : Optional.of(time("issued", entry.issued())),
        time("expiry", entry.expiry()),
        warnings(entry.warnings()),
        oneOf("state", entry.state(), TokenState.values(), TokenState::label),
        history(entry));
  }

  private static Map<Severity, Duration> warnings(@Nullable Map<Severity, String> written) {
    Map<Severity, Duration> warnings = new EnumMap<>(Severity.class);
    if (written != null) {
      written.forEach((step, before) -> warnings.put(step, PrometheusDuration.parse(before)));
    }
    return warnings;
  }

  /** Version 1 knew only when a token was registered. */
  private static List<TokenEvent> history(Entry entry) {
    if (entry.history() == null) {
      return List.of(
          new TokenEvent(
              time("registered", entry.registered()), TokenEvent.Kind.REGISTERED, Actor.UNKNOWN));
    }
    return entry.history().stream().map(RegistryJson::event).toList();
  }

  private static TokenEvent event(Event written) {
    return new TokenEvent(
        time("history.time", written.time()),
        oneOf("history.event", written.event(), TokenEvent.Kind.values(), TokenEvent.Kind::label),
        new Actor(
            written.host() == null ? "" : written.host(),
            written.user() == null ? "" : written.user()),
        Optional.ofNullable(written.other()));
  }

  private static Instant time(String key, @Nullable String value) {
    String text = required(key, value);
    try {
      Instant time = Instant.parse(text);
      if (time.isAfter(LATEST) || time.isBefore(EARLIEST)) {
        throw new IllegalArgumentException(key + " is not in the years 0 to 10000");
      }
      return time;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(key + " is not a date such as 2025-11-21T10:56:39Z", e);
    }
  }

  private static <E> E oneOf(
      String key, @Nullable String value, E[] all, Function<E, String> label) {
    String text = required(key, value);
    return Arrays.stream(all)
        .filter(one -> label.apply(one).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    key
                        + " is none of "
                        + Arrays.stream(all).map(label).collect(Collectors.joining(", "))));
  }

  private static String required(String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
