package io.github.scimexporter.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code auto}, {@code {tomcat: "PATTERN"}} or {@code {regex: "...", time_format: "..."}}.
 */
final class FormatDeserializer extends JsonDeserializer<ConfigDocument.Format> {
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "ms", ChronoUnit.MILLIS,
          "us", ChronoUnit.MICROS,
          "ns", ChronoUnit.NANOS);

  private record Mapping(
      @Nullable String tomcat,
      @Nullable TomcatVersion tomcatVersion,
      @Nullable String regex,
      @Nullable String timeFormat,
      @Nullable String durationUnit) {}

  @Override
  public ConfigDocument.Format deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return new ConfigDocument.Format(
          ConfigModule.readWord(parser, FormatDeserializer::named), null);
    }
    Mapping mapping = context.readValue(parser, Mapping.class);
    return new ConfigDocument.Format(format(parser, mapping), mapping.tomcatVersion());
  }

  private static LogFormat named(String text) {
    try {
      return ConfigModule.oneOf(LogFormat.Named.class, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() + ", {tomcat: \"PATTERN\"} or {regex: \"...\", time_format: \"...\"}", e);
    }
  }

  private static LogFormat format(JsonParser parser, Mapping mapping) throws JsonMappingException {
    if ((mapping.tomcat() == null) == (mapping.regex() == null)) {
      throw JsonMappingException.from(
          parser, "must hold one of tomcat: \"PATTERN\" and regex: \"EXPRESSION\"");
    }
    if (mapping.tomcat() != null) {
      if (mapping.timeFormat() != null || mapping.durationUnit() != null) {
        throw JsonMappingException.from(
            parser, "time_format and duration_unit belong to regex; the pattern tells both");
      }
      return new LogFormat.Tomcat(mapping.tomcat());
    }
    if (mapping.timeFormat() == null) {
      throw JsonMappingException.from(
          parser, "time_format is missing; write e.g. \"yyyy-MM-dd HH:mm:ss,SSS\"");
    }
    String unit = Optional.ofNullable(mapping.durationUnit()).orElse("s");
    ChronoUnit known = UNITS.get(unit);
    if (known == null) {
      throw JsonMappingException.from(
          parser, "duration_unit '" + unit + "' is not known; write one of s, ms, us, ns");
    }
    return new LogFormat.Regex(String.valueOf(mapping.regex()), mapping.timeFormat(), known);
  }
}
