package io.github.scimexporter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;

/** Writes an event as one line of logfmt or JSON with the keys time, level, logger and msg. */
final class EventFormatter extends Formatter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LogSetup.LogFormat format;

  EventFormatter(LogSetup.LogFormat format) {
    this.format = format;
  }

  @Override
  public String format(LogRecord event) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("time", event.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
    fields.put("level", level(event.getLevel()));
    fields.put("logger", String.valueOf(event.getLoggerName()));
    fields.put("msg", formatMessage(event));
    if (event.getThrown() != null) {
      StringWriter trace = new StringWriter();
      event.getThrown().printStackTrace(new PrintWriter(trace));
      fields.put("error", trace.toString());
    }
    return switch (format) {
      case json -> json(fields);
      case logfmt ->
          fields.entrySet().stream()
                  .map(field -> field.getKey() + "=" + quoted(field.getValue()))
                  .collect(Collectors.joining(" "))
              + "\n";
    };
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "warn";
    }
    return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
  }

  private static String quoted(String value) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c != '"' && c != '=')) {
      return value;
    }
    return json(value).strip();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written as JSON", e);
    }
  }
}
