package io.github.scimexporter;

import java.util.Random;

/**
 * The seed of a randomised test. A failing test prints it; with {@code -Dscim.seed=SEED} the same
 * cases run again.
 *
 * @param value the seed
 */
public record Seed(long value) {
  /** The seed that was asked for, or a new one. */
  public static Seed get() {
    Long asked = Long.getLong("scim.seed");
    return new Seed(asked == null ? System.nanoTime() : asked);
  }

  /** The source of randomness of one case, which does not depend on the cases before it. */
  public Random random(int number) {
    return new Random(value * 31 + number);
  }

  /** For the description of an assertion. */
  public String describe(int number) {
    return "case " + number + ", again with -Dscim.seed=" + value;
  }
}
