package io.github.scimexporter.page;

import java.util.Locale;

/**
 * A place on an axis of time.
 *
 * @param at how far to the right it is, e.g. {@code 12.5%}
 * @param label what is written there
 */
public record Tick(String at, String label) {
  static Tick of(double share, String label) {
    return new Tick(percent(share), label);
  }

  static String percent(double share) {
    return number(share * 100) + "%";
  }

  /** As short as it can be, since there are hundreds of them. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "");
  }
}
