package io.github.scimexporter.status;

import java.util.Comparator;

/**
 * Something that an alert would tell.
 *
 * @param alert which
 * @param answers whether it says how it stands with the sync itself; else it is told beside that
 */
record Finding(Alert alert, boolean answers, Verdict verdict) {
  /** The gravest first. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing((Finding finding) -> finding.verdict().level())
          .thenComparing(Finding::alert);
}
