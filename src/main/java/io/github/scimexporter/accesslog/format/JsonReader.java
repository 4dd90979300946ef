package io.github.scimexporter.accesslog.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads Tomcat's {@code JsonAccessLogValve} (9.0.74, 10.1.8 and later): one object a line, whose
 * keys tell what stands in them and whose values are strings. What a pattern names beside its codes
 * is not written.
 *
 * <p>Before 9.0.117, 10.1.54 and 11.0.21 a request line was not escaped, so one with a quote or a
 * backslash made a line that is no JSON. Such a line is read once more with those escaped.
 */
final class JsonReader implements LineReader {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // Keys are a client's to choose where headers are logged: none is kept.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .build();

  private final FormatOptions options;
  private final LineFacts facts;
  private final JsonTimes times;

  /** The values of one line, one after the other. */
  private byte[] values = new byte[512];

  private int used;
  private int mismatch;

  JsonReader(FormatOptions options) {
    this.options = options;
    // What Tomcat escaped, JSON undoes.
    facts = new LineFacts(options, Escapes.NONE);
    times = new JsonTimes(options);
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    mismatch = 0;
    if (from >= to || bytes[from] != '{' || bytes[to - 1] != '}') {
      mismatch = from < to && bytes[from] == '{' ? to - from : 1;
      return Fit.UNFIT;
    }
    try (JsonParser parser = FACTORY.createParser(bytes, from, to - from)) {
      return read(parser, line) ? Fit.REQUEST : Fit.UNFIT;
    } catch (IOException e) {
      return readMended(bytes, from, to, line);
    }
  }

  private Fit readMended(byte[] bytes, int from, int to, LogLine line) {
    try (JsonParser parser =
        FACTORY.createParser(JsonMending.mended(Escapes.NONE.undo(bytes, from, to)))) {
      return read(parser, line) ? Fit.REQUEST : Fit.UNFIT;
    } catch (IOException e) {
      mismatch = 1;
      return Fit.UNFIT;
    }
  }

  private boolean read(JsonParser parser, LogLine line) throws IOException {
    // The values' array may grow while they are gathered, so the line gets its own at the end.
    used = 0;
    facts.start();
    line.start(values);
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT && key.equals("requestHeaders")) {
        readHeaders(parser, line);
      } else if (value != null && value.isStructStart()) {
        parser.skipChildren();
      } else {
        tell(key, parser, line);
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT
        && parser.nextToken() == null
        && facts.finish(line);
  }

  private void readHeaders(JsonParser parser, LogLine line) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value != null && value.isStructStart()) {
        parser.skipChildren();
      } else if (name.toLowerCase(Locale.ROOT).equals("x-forwarded-for")) {
        tell(Meaning.Plain.FORWARDED, parser, line);
      }
    }
  }

  private void tell(String key, JsonParser parser, LogLine line) throws IOException {
    if (key.equals("time") || key.startsWith("time-")) {
      int from = put(parser, line);
      times.tell(key, values, from, used, facts, line);
      return;
    }
    Meaning meaning = meaning(key);
    if (meaning != Meaning.Plain.NOTHING) {
      tell(meaning, parser, line);
    }
  }

  private void tell(Meaning meaning, JsonParser parser, LogLine line) throws IOException {
    int from = put(parser, line);
    facts.tell(meaning, values, from, used, line);
  }

  /** Puts a value to the others, in UTF-8, and returns where it begins. */
  private int put(JsonParser parser, LogLine line) throws IOException {
    byte[] value =
        parser.currentToken() == JsonToken.VALUE_NULL
            ? new byte[0]
            : parser.getText().getBytes(StandardCharsets.UTF_8);
    int from = used;
    if (used + value.length > values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, used + value.length));
      line.moveTo(values);
    }
    System.arraycopy(value, 0, values, from, value.length);
    used += value.length;
    return from;
  }

  /** What Tomcat writes under that key (JsonAccessLogValve.PATTERNS). */
  private Meaning meaning(String key) {
    return switch (key) {
      case "statusCode" -> Meaning.Plain.STATUS;
      case "request" -> Meaning.Plain.REQUEST;
      case "method" -> Meaning.Plain.METHOD;
      case "path" -> Meaning.Plain.PATH;
      case "query" -> Meaning.Plain.QUERY;
      case "remoteAddr", "remoteAddr-remote" -> Meaning.Plain.ADDRESS;
      case "remoteAddr-peer" -> Meaning.Plain.PEER;
      case "host" -> Meaning.Plain.HOST;
      case "user" -> Meaning.Plain.USER;
      case "elapsedTime" ->
          options.tomcatVersion() < 10 ? Meaning.Duration.MILLIS : Meaning.Duration.MICROS;
      case "elapsedTimeS" ->
          options.tomcatVersion() < 10
              ? Meaning.Duration.DECIMAL_SECONDS
              : Meaning.Duration.SECONDS;
      case "firstByteTime" -> Meaning.Duration.MILLIS_TO_COMMIT;
      default ->
          key.startsWith("elapsedTimeS-")
              ? TomcatPattern.duration(key.substring("elapsedTimeS-".length()))
              : Meaning.Plain.NOTHING;
    };
  }
}
