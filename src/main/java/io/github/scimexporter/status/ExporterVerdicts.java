package io.github.scimexporter.status;

import io.github.scimexporter.sync.LogHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be said of the exporter itself.
 *
 * @param known all that it knows
 * @param type what to type
 */
record ExporterVerdicts(Known known, Commands type) {
  List<Verdict> all() {
    List<Verdict> verdicts = new ArrayList<>();
    if (!known.seen().stateWritten()) {
      verdicts.add(stateUnwritable());
    }
    if (!known.registry().up()) {
      verdicts.add(registryUnreadable());
    }
    if (known.inForce().refused()) {
      verdicts.add(reloadRefused());
    }
    if (!known.seen().ready()) {
      verdicts.add(catchingUp());
    }
    return verdicts;
  }

  private Verdict stateUnwritable() {
    return warning(
        Alert.STATE_UNWRITABLE,
        "The exporter cannot write its state.",
        "It goes on with what it reads; if it is killed now, its counters fall back to what was"
            + " written last, and it reads the same lines again.",
        Step.of("See what the exporter's log says: disk full, read-only, permission?"),
        Step.of(
            "Make room in, or mend the permission of, "
                + type.place().storage()
                + ". The next look at this page or at /metrics writes."));
  }

  private Verdict registryUnreadable() {
    return warning(
        Alert.REGISTRY_UNREADABLE,
        "The exporter cannot read the token registry.",
        "The tokens that were read before stay in force; new ones are not known, and retired ones go"
            + " on warning.",
        Step.of("Let the program say what is wrong with the file.", type.list()),
        Step.of(
            "Permission: let the exporter's user read it. Damaged: restore it from a backup, or"
                + " register the tokens anew. Newer version: update scim-exporter."));
  }

  private Verdict reloadRefused() {
    return warning(
        Alert.RELOAD_FAILED,
        "The exporter refused its new configuration.",
        "The old configuration stays in force.",
        Step.of("Let the program say what is wrong, with file, line and key.", type.configCheck()),
        Step.of("Mend it and reload.", type.reload()));
  }

  private Verdict catchingUp() {
    long bytes = known.seen().logs().values().stream().mapToLong(LogHealth::lagBytes).sum();
    return new Verdict(
        Level.UNKNOWN,
        Optional.empty(),
        String.format(
            Locale.ROOT,
            "The logs are being read: %,d bytes are left. Nothing is judged before.",
            bytes),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Verdict warning(Alert alert, String sentence, String reason, Step... steps) {
    return new Verdict(
        Level.WARNING,
        Optional.of(alert.title()),
        sentence,
        Optional.empty(),
        List.of(reason),
        List.of(steps));
  }
}
