package io.github.scimexporter.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The registry as it is written. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RegistryJson(int version, @Nullable List<Entry> tokens) {
  private static final int VERSION = 1;

  // What lies outside cannot be given as ms since 1970 for long.
  private static final Instant EARLIEST = Instant.parse("-0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-12-31T00:00:00Z");

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
      @Nullable String registered,
      @Nullable String state) {}

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
        token.registered().toString(),
        token.state().label());
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
    if (!version.isInt() || version.intValue() != VERSION) {
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
        time("registered", entry.registered()),
        oneOf("state", entry.state(), TokenState.values(), TokenState::label));
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
