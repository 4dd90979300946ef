package io.github.scimexporter.token;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The registry as it is written. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RegistryJson(int version, @Nullable List<Entry> tokens) {
  private static final int VERSION = 1;

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

  TokenRegistry registry(Path file) throws TokenException {
    if (version > VERSION) {
      throw new TokenException(
          file
              + ": version "
              + version
              + " is newer than this program, which knows version "
              + VERSION
              + "; update scim-exporter");
    }
    if (version != VERSION || tokens == null) {
      throw new TokenException(
          file + ": version: is not a token registry; restore it from a backup, or delete it");
    }
    List<Token> read = new ArrayList<>();
    for (Entry entry : tokens) {
      try {
        read.add(token(entry));
      } catch (IllegalArgumentException | DateTimeParseException e) {
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
        Purpose.valueOf(required("purpose", entry.purpose()).toUpperCase(Locale.ROOT)),
        entry.clientId() == null ? "" : entry.clientId(),
        entry.scopes() == null ? List.of() : entry.scopes(),
        Optional.ofNullable(entry.issued()).map(Instant::parse),
        Instant.parse(required("expiry", entry.expiry())),
        Instant.parse(required("registered", entry.registered())),
        TokenState.valueOf(required("state", entry.state()).toUpperCase(Locale.ROOT)));
  }

  private static String required(String key, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
