package io.github.scimexporter.browser;

import java.util.Locale;

/**
 * How a page is looked at.
 *
 * @param size on what
 * @param theme in which colours
 */
public record Look(Size size, Theme theme) {
  /** A screen, in CSS pixels. */
  public enum Size {
    PHONE(390, 844),
    DESKTOP(1280, 800);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** How wide it is. */
    public int width() {
      return width;
    }

    int height() {
      return height;
    }
  }

  /** What people set their system to. */
  public enum Theme {
    LIGHT,
    DARK;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code phone-light}. */
  @Override
  public String toString() {
    return size.name().toLowerCase(Locale.ROOT) + "-" + theme.label();
  }
}
