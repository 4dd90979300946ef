package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compiles the {@code pattern} of Tomcat's {@code AccessLogValve} as versions 9, 10.1 and 11 do
 * (AbstractAccessLogValve.createLogElements).
 */
final class TomcatPattern {
  private static final String COMMON = "%h %l %u %t \"%r\" %s %b";
  private static final Map<String, String> ALIASES =
      Map.of("common", COMMON, "combined", COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"");
  private static final String KNOWN =
      "known are %% %a %A %b %B %D %F %h %H %I %l %m %p %q %r %s %S %t %T %u %U %v %X and, with a"
          + " name in braces, a c i L o p r s t T";

  private final FormatOptions options;
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private TomcatPattern(FormatOptions options) {
    this.options = options;
  }

  /**
   * The parts of a line of that pattern.
   *
   * @param pattern a pattern or its alias
   * @throws FormatException if it has a code that Tomcat does not know, or tells too little
   */
  static List<Part> parts(String pattern, FormatOptions options) throws FormatException {
    TomcatPattern compiled = new TomcatPattern(options);
    compiled.compile(ALIASES.getOrDefault(pattern, pattern));
    requireEnough(compiled.parts);
    return List.copyOf(compiled.parts);
  }

  /** The parts of a line of {@code common} or {@code combined}. */
  static List<Part> ofAlias(String alias) {
    try {
      return parts(Objects.requireNonNull(ALIASES.get(alias)), FormatOptions.DEFAULT);
    } catch (FormatException e) {
      throw new IllegalStateException("a pattern of Tomcat's own", e);
    }
  }

  private void compile(String pattern) throws FormatException {
    int i = 0;
    while (i < pattern.length()) {
      if (pattern.charAt(i) != '%') {
        text.append(pattern.charAt(i));
        i++;
      } else if (i + 1 == pattern.length()) {
        // Tomcat writes nothing for it.
        i++;
      } else {
        i = code(pattern, i);
      }
    }
    flushText();
  }

  /** The place after the code that begins there. */
  private int code(String pattern, int at) throws FormatException {
    flushText();
    int close = pattern.charAt(at + 1) == '{' ? pattern.indexOf('}', at) : -1;
    // Tomcat takes a brace that is not closed, or after which nothing stands, for a code.
    boolean named = close >= 0 && close + 1 < pattern.length();
    char letter = pattern.charAt(named ? close + 1 : at + 1);
    String name = named ? pattern.substring(at + 2, close) : "";
    boolean known = named ? named(letter, name, at + 1) : plain(letter);
    if (!known) {
      String code = named ? "%{" + name + "}" + letter : "%" + letter;
      throw new FormatException(
          "tomcat: column "
              + (at + 1)
              + ": "
              + code
              + " is no code of Tomcat's access log; "
              + KNOWN);
    }
    return (named ? close + 1 : at + 1) + 1;
  }

  private void flushText() {
    if (text.length() > 0) {
      parts.add(Part.text(DateText.literal(text.toString())));
      text.setLength(0);
    }
  }

  private boolean plain(char letter) {
    switch (letter) {
      case '%' ->
          // Before Tomcat 9.0.119, 10.1.56 and 11.0.23 it was no code.
          parts.add(Part.text(Shape.Text.of(ascii("%"), ascii("???%???"))));
      case 'a' -> add(token(), Meaning.Plain.ADDRESS);
      case 'A', 'S', 'v' -> add(token(), Meaning.Plain.NOTHING);
      case 'H' -> add(new Shape.Run(Shape.Stop.TARGET, true), Meaning.Plain.NOTHING);
      case 'l' -> add(new Shape.Ident(), Meaning.Plain.NOTHING);
      case 'b', 'B', 'p' -> add(Shapes.NUMBER, Meaning.Plain.NOTHING);
      case 'D' ->
          add(
              Shapes.DURATION,
              options.tomcatVersion() < 10 ? Meaning.Duration.MILLIS : Meaning.Duration.MICROS);
      case 'F' -> add(Shapes.DURATION, Meaning.Duration.MILLIS_TO_COMMIT);
      case 'h' -> add(token(), Meaning.Plain.HOST);
      case 'I' -> add(escaped(), Meaning.Plain.NOTHING);
      case 'm' -> add(new Shape.Run(Shape.Stop.TARGET, true), Meaning.Plain.METHOD);
      case 'q' -> add(new Shape.Query(), Meaning.Plain.QUERY);
      case 'r' -> add(new Shape.RequestLine(), Meaning.Plain.REQUEST);
      case 's' -> add(Shapes.STATUS, Meaning.Plain.STATUS);
      case 't' -> parts.add(TomcatTimes.clf(false));
      case 'T' ->
          add(
              Shapes.DURATION,
              options.tomcatVersion() < 10
                  ? Meaning.Duration.DECIMAL_SECONDS
                  : Meaning.Duration.SECONDS);
      case 'u' -> add(escaped(), Meaning.Plain.USER);
      case 'U' -> add(new Shape.Run(Shape.Stop.TARGET, true), Meaning.Plain.PATH);
      case 'X' -> add(Shapes.ANY_BYTE, Meaning.Plain.NOTHING);
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean named(char letter, String name, int column) throws FormatException {
    switch (letter) {
      case 'a' -> add(token(), name.equals("peer") ? Meaning.Plain.PEER : Meaning.Plain.ADDRESS);
      case 'i' -> {
        boolean forwarded = name.toLowerCase(Locale.ROOT).equals("x-forwarded-for");
        add(escaped(), forwarded ? Meaning.Plain.FORWARDED : Meaning.Plain.NOTHING);
      }
      case 'c', 'o', 'r', 's' -> add(escaped(), Meaning.Plain.NOTHING);
      case 'L' -> add(token(), Meaning.Plain.NOTHING);
      case 'p' -> add(Shapes.NUMBER, Meaning.Plain.NOTHING);
      case 't' -> time(name, column);
      case 'T' -> add(Shapes.DURATION, duration(name));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The unit of {@code %{unit}T}; Tomcat takes one that it does not know for seconds. */
  static Meaning.Duration duration(String unit) {
    return switch (unit) {
      case "ns" -> Meaning.Duration.NANOS;
      case "us" -> Meaning.Duration.MICROS;
      case "ms" -> Meaning.Duration.MILLIS;
      case "fracsec" -> Meaning.Duration.DECIMAL_SECONDS;
      default -> Meaning.Duration.SECONDS;
    };
  }

  private void time(String name, int column) throws FormatException {
    try {
      parts.addAll(TomcatTimes.parts(name, options));
    } catch (FormatException e) {
      throw new FormatException(
          "tomcat: column " + column + ": %{" + name + "}t " + e.getMessage());
    }
  }

  private static void requireEnough(List<Part> parts) throws FormatException {
    Set<Meaning> meanings = parts.stream().map(Part::meaning).collect(Collectors.toSet());
    require(
        meanings.contains(Meaning.Plain.STATUS),
        "%s (the status of the answer: without it nothing can be told)");
    boolean methodAndPath =
        meanings.contains(Meaning.Plain.METHOD) && meanings.contains(Meaning.Plain.PATH);
    require(
        meanings.contains(Meaning.Plain.REQUEST) || methodAndPath,
        "%r (the request), or %m and %U and %q (its method, path and query)");
    TimeParts told = new TimeParts();
    for (Meaning meaning : meanings) {
      if (meaning instanceof Meaning.Time time) {
        told.tell(time.field(), 0);
      }
    }
    require(
        told.areWhole(),
        "%t (the time), or %{...}t that together tell a date, an hour and a minute");
  }

  private static void require(boolean there, String what) throws FormatException {
    if (!there) {
      throw new FormatException("tomcat: lacks " + what + "; add it to the valve's pattern");
    }
  }

  private void add(Shape shape, Meaning meaning) {
    parts.add(new Part(shape, meaning));
  }

  private static Shape token() {
    return new Shape.Run(Shape.Stop.BLANK, false);
  }

  private static Shape escaped() {
    return new Shape.Run(Shape.Stop.QUOTE, true);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
