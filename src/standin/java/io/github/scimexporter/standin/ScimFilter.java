package io.github.scimexporter.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter of RFC 7644 section 3.4.2.2, of the part that Entra uses: {@code eq} and {@code and}.
 *
 * @param comparisons all must hold
 */
record ScimFilter(List<Comparison> comparisons) {
  /** One {@code path eq value}. */
  record Comparison(ScimPath path, JsonNode value) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(?<path>[A-Za-z][\\w.:$-]*)\\s+(?i:eq)\\s+"
              + "(?<value>\"(?:[^\"\\\\]|\\\\.)*\"|true|false|null|-?\\d+)\\s*");

  private static final Pattern AND = Pattern.compile("(?i:and)\\s");

  /** RFC 7643 makes these exact in case; the other strings compare without regard to case. */
  private static final Set<String> CASE_EXACT = Set.of("id", "externalid", "value");

  ScimFilter {
    comparisons = List.copyOf(comparisons);
  }

  static ScimFilter parse(String text) {
    List<Comparison> comparisons = new ArrayList<>();
    Matcher comparison = COMPARISON.matcher(text);
    Matcher and = AND.matcher(text);
    int at = 0;
    while (true) {
      if (!comparison.region(at, text.length()).lookingAt()) {
        throw unsupported();
      }
      comparisons.add(
          new Comparison(
              ScimPath.parse(comparison.group("path")), literal(comparison.group("value"))));
      if (comparison.hitEnd() && comparison.end() == text.length()) {
        return new ScimFilter(comparisons);
      }
      if (!and.region(comparison.end(), text.length()).lookingAt()) {
        throw unsupported();
      }
      at = and.end();
    }
  }

  boolean matches(ObjectNode resource) {
    return comparisons.stream()
        .allMatch(
            c -> c.path().select(resource).stream().anyMatch(v -> equal(c.path(), v, c.value())));
  }

  private static boolean equal(ScimPath path, JsonNode found, JsonNode wanted) {
    String name = path.sub() == null ? path.attribute() : path.sub();
    boolean ignoreCase = !CASE_EXACT.contains(name.toLowerCase(Locale.ROOT));
    return (ignoreCase && found.isTextual() && wanted.isTextual())
        ? found.textValue().equalsIgnoreCase(wanted.textValue())
        : found.equals(wanted);
  }

  private static JsonNode literal(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw (ScimException) unsupported().initCause(e);
    }
  }

  private static ScimException unsupported() {
    return new ScimException(
        400, "invalidFilter", "Only comparisons with eq, joined by and, are supported.");
  }
}
