package io.github.scimexporter.sync;

import java.util.Locale;

/**
 * What is counted by itself in the {@link History} of a sync.
 *
 * @param source who has seen it
 * @param outcome what the answer means
 * @param code the HTTP status that answered; 0 where that is not known
 */
public record Series(Source source, Outcome outcome, int code) implements Comparable<Series> {
  /** Finished executions of a job of Microsoft Entra ID. */
  public static final Series ENTRA = new Series(Source.ENTRA, Outcome.SUCCESS, 0);

  /** Requests that were answered that way. */
  public static Series of(Outcome outcome, int code) {
    return new Series(Source.ACCESS_LOG, outcome, code);
  }

  /**
   * Reads what {@link #toString()} has written.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Series parse(String text) {
    if (text.equals(ENTRA.toString())) {
      return ENTRA;
    }
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("'" + text + "' is no outcome and status");
    }
    return of(
        Outcome.valueOf(text.substring(0, space).toUpperCase(Locale.ROOT)),
        Integer.parseInt(text.substring(space + 1)));
  }

  /** Whether it shows that the sync works. */
  public boolean isHeartbeat() {
    return outcome == Outcome.SUCCESS;
  }

  @Override
  public int compareTo(Series other) {
    int bySource = source.compareTo(other.source);
    int byOutcome = outcome.compareTo(other.outcome);
    if (bySource != 0) {
      return bySource;
    }
    return byOutcome != 0 ? byOutcome : Integer.compare(code, other.code);
  }

  /** {@code success 200}, {@code unauthorized 401}, or {@code entra}. */
  @Override
  public String toString() {
    return source == Source.ENTRA ? source.label() : outcome.label() + " " + code;
  }
}
