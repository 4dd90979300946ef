package io.github.scimexporter.accesslog.format;

import java.text.DateFormatSymbols;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Months as Java writes them, each in its language. Which names there are changed between versions
 * of Java: German March is {@code Mär}, {@code März} or {@code Mrz}, November {@code Nov} or {@code
 * Nov.}; so a dot, a capital letter and a name cut after three letters are all understood.
 */
final class MonthNames {
  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.FULL, TextStyle.FULL_STANDALONE, TextStyle.SHORT, TextStyle.SHORT_STANDALONE);

  /** English, which every log is asked for first. */
  static final Names ENGLISH = names(List.of(Locale.ENGLISH, Locale.US, Locale.UK));

  /** Read only once a log needs it: it takes a while. */
  private static final class EveryLanguage {
    private static final Names NAMES = names(List.of(Locale.getAvailableLocales()));
  }

  private MonthNames() {}

  /**
   * The names beside the English ones.
   *
   * @param locale the language, or every language that Java knows: what means different months in
   *     two of them is none
   */
  static Names of(Optional<Locale> locale) {
    return locale.map(one -> names(List.of(one))).orElseGet(() -> EveryLanguage.NAMES);
  }

  private static Names names(List<Locale> locales) {
    Map<String, Integer> names = new HashMap<>();
    Map<String, Integer> cut = new HashMap<>();
    for (Locale locale : locales) {
      DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale);
      for (Month month : Month.values()) {
        int value = month.getValue();
        Stream<String> styled = STYLES.stream().map(style -> month.getDisplayName(style, locale));
        Stream<String> others =
            Stream.of(symbols.getMonths()[value - 1], symbols.getShortMonths()[value - 1]);
        Stream.concat(styled, others)
            // Some languages number their months: those are read as numbers.
            .filter(name -> !name.chars().allMatch(Character::isDigit))
            .forEach(name -> add(names, cut, name, value, locale));
      }
    }
    cut.forEach(names::putIfAbsent);
    return Names.of(names);
  }

  private static void add(
      Map<String, Integer> names, Map<String, Integer> cut, String name, int value, Locale locale) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (bare.isEmpty()) {
      return;
    }
    for (String form : List.of(bare, capital(bare, locale), bare.toLowerCase(locale))) {
      Names.put(names, form, value);
      Names.put(names, form + ".", value);
      if (form.codePointCount(0, form.length()) > 3) {
        Names.put(cut, form.substring(0, form.offsetByCodePoints(0, 3)), value);
      }
    }
    if (locale.getLanguage().equals("de") && value == Month.MARCH.getValue()) {
      Names.put(names, "Mrz", value);
      Names.put(names, "Mrz.", value);
    }
  }

  private static String capital(String name, Locale locale) {
    int first = name.offsetByCodePoints(0, 1);
    return name.substring(0, first).toUpperCase(locale) + name.substring(first);
  }
}
