package io.github.scimexporter.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the words of the configuration file; what cannot be read says what would be right. */
final class ConfigModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  ConfigModule() {
    word(Duration.class, PrometheusDuration::parse);
    word(ByteSize.class, ByteSize::parse);
    word(URI.class, ConfigModule::url);
    word(ZoneId.class, ConfigModule::zone);
    word(Instant.class, ConfigModule::instant);
    word(ClientRule.class, ClientRule::parse);
    word(TomcatVersion.class, TomcatVersion::parse);
    word(InetSocketAddress.class, SyslogConfig::parse);
    word(Locale.class, ConfigModule::locale);
    word(Provider.class, text -> oneOf(Provider.class, text));
    word(EntraCloud.class, text -> oneOf(EntraCloud.class, text));
    addKeyDeserializer(
        Severity.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context)
              throws IOException {
            return read(context.getParser(), key, text -> oneOf(Severity.class, text));
          }
        });
    addDeserializer(ConfigDocument.Heartbeat.class, new HeartbeatDeserializer());
    addDeserializer(ConfigDocument.Format.class, new FormatDeserializer());
  }

  private <T> void word(Class<T> type, Function<String, T> reader) {
    addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            return readWord(parser, reader);
          }
        });
  }

  static <T> T readWord(JsonParser parser, Function<String, T> reader) throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      throw JsonMappingException.from(parser, "must be a single word");
    }
    return read(parser, parser.getText(), reader);
  }

  private static <T> T read(JsonParser parser, String text, Function<String, T> reader)
      throws JsonMappingException {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(parser, e.getMessage(), e);
    }
  }

  static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is not known; write one of "
            + Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return withoutSecret(url);
      }
    } catch (URISyntaxException e) {
      // Without the cause, which repeats the text.
      throw new IllegalArgumentException(wrongUrl(text));
    }
    throw new IllegalArgumentException(wrongUrl(text));
  }

  private static URI withoutSecret(URI url) {
    if (url.getRawUserInfo() != null) {
      // It would show up as a label and on the status page.
      throw new IllegalArgumentException(
          "must be a URL without a user name or password; leave out what stands before the @");
    }
    return url;
  }

  private static String wrongUrl(String text) {
    // A user name and password, perhaps with the very character that is wrong, are not repeated.
    String shown = text.indexOf('@') < 0 ? "'" + text + "'" : "this";
    return shown + " is not a URL; write it whole, e.g. https://host.example.com/scim/v2";
  }

  private static Locale locale(String text) {
    Locale locale = Locale.forLanguageTag(text.replace('_', '-'));
    if (!List.of(Locale.getISOLanguages()).contains(locale.getLanguage())) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a language; write e.g. de, fr-CA or pt-BR");
    }
    return locale;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a time zone; write e.g. Europe/Brussels or UTC", e);
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a date and time with a zone; write e.g. 2026-12-24T06:00:00Z", e);
    }
  }

  /** {@code off}, or a mapping. */
  private static final class HeartbeatDeserializer
      extends com.fasterxml.jackson.databind.JsonDeserializer<ConfigDocument.Heartbeat> {
    @Override
    public ConfigDocument.Heartbeat deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        Mapping mapping = context.readValue(parser, Mapping.class);
        return new ConfigDocument.Heartbeat(
            false, mapping.interval(), mapping.grace(), mapping.missedThreshold());
      }
      // YAML 1.1 reads a bare off as false.
      if (parser.currentToken() == JsonToken.VALUE_FALSE || "off".equals(parser.getText())) {
        return ConfigDocument.Heartbeat.OFF;
      }
      throw JsonMappingException.from(
          parser, "must be off or e.g. {interval: 40m, grace: 10m, missed_threshold: 3}");
    }

    private record Mapping(
        @org.jspecify.annotations.Nullable Duration interval,
        @org.jspecify.annotations.Nullable Duration grace,
        @org.jspecify.annotations.Nullable Integer missedThreshold) {}
  }
}
