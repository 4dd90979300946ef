package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.text.DateFormatSymbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What {@code %{...}t} writes: a time as {@code java.text.SimpleDateFormat} spells it, with the
 * milliseconds put in by Tomcat.
 */
final class DateText {
  /** A letter of a format and how often it stands there; or a text, without letter. */
  private record Token(char letter, int count, String text) {
    private boolean isNumber() {
      return switch (letter) {
        case 'M', 'L' -> count < 3;
        case 'y', 'Y', 'd', 'D', 'H', 'k', 'K', 'h', 'm', 's', 'S', 'w', 'W', 'F', 'u' -> true;
        default -> false;
      };
    }
  }

  private final List<Part> parts = new ArrayList<>();
  private final boolean begin;
  private final FormatOptions options;

  private DateText(boolean begin, FormatOptions options) {
    this.begin = begin;
    this.options = options;
  }

  /**
   * The parts of such a time.
   *
   * @param begin whether it is that of the request's beginning
   * @throws FormatException if the format is none; the message says what is wrong with it
   */
  static List<Part> parts(String format, boolean begin, FormatOptions options)
      throws FormatException {
    DateText text = new DateText(begin, options);
    List<Token> tokens = tokens(format);
    if (format.contains("SSS")) {
      // Tomcat up to 10.1.40 and 9.0.103 put a stray 0 before a time with fewer than 100 ms.
      text.parts.add(Part.text(Shape.Text.of(new byte[0], new byte[] {'0'})));
    }
    for (int i = 0; i < tokens.size(); i++) {
      boolean numberNext = i + 1 < tokens.size() && tokens.get(i + 1).isNumber();
      text.add(tokens.get(i), numberNext);
    }
    return List.copyOf(text.parts);
  }

  /** Text in UTF-8 or, before Tomcat 9.0.71 and 10.1.5, in the machine's encoding. */
  static Shape.Text literal(String text) {
    return text(
        List.of(text.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Text of a date's format: escaped since Tomcat 9.0.75 and 10.1.9. */
  private static Shape.Text dateLiteral(String text) {
    return text(
        List.of(
            text.getBytes(StandardCharsets.UTF_8),
            text.getBytes(StandardCharsets.ISO_8859_1),
            Escapes.escaped(text).getBytes(StandardCharsets.US_ASCII)));
  }

  private static Shape.Text text(List<byte[]> forms) {
    Set<String> seen = new HashSet<>();
    return new Shape.Text(
        forms.stream()
            .filter(form -> seen.add(new String(form, StandardCharsets.ISO_8859_1)))
            .toList());
  }

  private static List<Token> tokens(String format) throws FormatException {
    List<Token> tokens = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (c == '\'') {
        boolean isText = i + 1 < format.length() && format.charAt(i + 1) == '\'';
        if (isText) {
          text.append('\'');
        } else {
          quoted = !quoted;
        }
        i += isText ? 2 : 1;
      } else if (quoted || !isLetter(c)) {
        text.append(c);
        i++;
      } else {
        int end = i;
        while (end < format.length() && format.charAt(end) == c) {
          end++;
        }
        addText(tokens, text);
        tokens.add(new Token(c, end - i, ""));
        i = end;
      }
    }
    if (quoted) {
      throw new FormatException("has a quote ' that is not closed");
    }
    addText(tokens, text);
    return tokens;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static void addText(List<Token> tokens, StringBuilder text) {
    if (text.length() > 0) {
      tokens.add(new Token('\0', 0, text.toString()));
      text.setLength(0);
    }
  }

  private void add(Token token, boolean numberNext) throws FormatException {
    int count = token.count();
    switch (token.letter()) {
      case '\0' -> parts.add(Part.text(dateLiteral(token.text())));
      case 'y' -> {
        TimeField field = count == 2 ? TimeField.YEAR_OF_CENTURY : TimeField.YEAR;
        number(field, count == 2 ? 2 : Math.max(4, count), numberNext);
      }
      case 'Y' -> number(TimeField.WEEK_YEAR, Math.max(4, count), numberNext);
      case 'M', 'L' -> {
        if (count < 3) {
          number(TimeField.MONTH, count, numberNext);
        } else {
          Supplier<Names> others = () -> MonthNames.of(options.locale());
          word(TimeField.MONTH, List.of(() -> MonthNames.ENGLISH, new Lazy<>(others)));
        }
      }
      case 'd' -> number(TimeField.DAY, count, numberNext);
      case 'D' -> number(TimeField.DAY_OF_YEAR, count, numberNext);
      case 'H' -> number(TimeField.HOUR, count, numberNext);
      case 'k' -> number(TimeField.HOUR, count, numberNext, 24);
      case 'K' -> number(TimeField.HALF_HOUR, count, numberNext);
      case 'h' -> number(TimeField.HALF_HOUR, count, numberNext, 12);
      case 'a' -> word(TimeField.HALF, List.of(new Lazy<>(this::halves)));
      case 'm' -> number(TimeField.MINUTE, count, numberNext);
      case 's' -> number(TimeField.SECOND, count, numberNext);
      case 'S' -> millis(count, numberNext);
      case 'Z' -> parts.add(time(Shapes.OFFSET, TimeField.OFFSET, (b, f, t) -> offset(b, f, t)));
      case 'X' -> {
        if (count > 3) {
          throw new FormatException("has XXXX; write at most XXX");
        }
        parts.add(time(Shapes.isoOffset(count), TimeField.OFFSET, Shapes::isoOffsetSeconds));
      }
      case 'z' -> zone();
      case 'w', 'W', 'F', 'u' ->
          parts.add(new Part(Shapes.digits(1, Math.max(2, count)), Meaning.Plain.NOTHING));
      case 'E', 'G' ->
          parts.add(new Part(new Shape.Run(Shape.Stop.QUOTE, false), Meaning.Plain.NOTHING));
      default ->
          throw new FormatException(
              "has "
                  + token.letter()
                  + ", which is no letter of SimpleDateFormat; put text in quotes, e.g. 'T'");
    }
  }

  private Part time(Shape shape, TimeField field, Meaning.TimeReader reader) {
    return new Part(shape, new Meaning.Time(begin, field, reader));
  }

  private void number(TimeField field, int count, boolean numberNext) {
    number(field, count, numberNext, Integer.MAX_VALUE);
  }

  /** A number that may be longer than asked for, but not where another one follows at once. */
  private void number(TimeField field, int count, boolean numberNext, int modulus) {
    int max = field == TimeField.DAY_OF_YEAR ? 3 : 2;
    Shape shape = Shapes.digits(count, numberNext ? count : Math.max(count, max));
    parts.add(
        time(
            shape,
            field,
            (bytes, from, to) -> {
              long value = Bytes.number(bytes, from, to);
              return value < 0 ? Timestamps.NONE : value % modulus;
            }));
  }

  private void word(TimeField field, List<Supplier<Names>> tables) {
    Shape.Word word = new Shape.Word(tables);
    parts.add(time(word, field, word::value));
  }

  /** Tomcat puts the milliseconds in three digits for SSS, and as they are for a single S. */
  private void millis(int count, boolean numberNext) {
    Meaning.TimeReader number = (bytes, from, to) -> Bytes.number(bytes, from, to);
    for (int i = 0; i < count / 3; i++) {
      boolean exact = numberNext || count > 3;
      parts.add(time(Shapes.digits(exact ? 3 : 2, 3), TimeField.MILLI, number));
    }
    if (count % 3 == 1) {
      parts.add(time(Shapes.digits(1, 3), TimeField.MILLI, number));
    } else if (count % 3 == 2) {
      Shape.Single twice =
          (bytes, from, to) -> {
            int end = Bytes.digitsEnd(bytes, from, to, 6);
            return end > from && (end - from) % 2 == 0 ? end : -1;
          };
      parts.add(
          time(
              twice,
              TimeField.MILLI,
              (bytes, from, to) -> Bytes.number(bytes, from, from + (to - from) / 2)));
    }
  }

  private void zone() {
    Locale locale = options.locale().orElse(Locale.ENGLISH);
    word(
        TimeField.OFFSET,
        List.of(new Lazy<>(() -> ZoneNames.of(options.zone(), locale)), ZoneNames::ofEveryZone));
  }

  private Names halves() {
    Map<String, Integer> names = new HashMap<>();
    for (Locale locale : List.of(Locale.ENGLISH, options.locale().orElse(Locale.ENGLISH))) {
      String[] halves = DateFormatSymbols.getInstance(locale).getAmPmStrings();
      for (int half = 0; half < 2; half++) {
        Names.put(names, halves[half], half);
        Names.put(names, halves[half].toLowerCase(locale), half);
      }
    }
    return Names.of(names);
  }

  private static long offset(byte[] bytes, int from, int to) {
    return Timestamps.offsetSeconds(bytes, from, to);
  }
}
