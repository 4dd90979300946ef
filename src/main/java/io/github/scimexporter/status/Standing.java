package io.github.scimexporter.status;

import io.github.scimexporter.sync.ProbeResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it stands with a sync of which no alert tells.
 *
 * @param facts what is known of it
 * @param times how times are told
 */
record Standing(SyncFacts facts, Times times) {
  Verdict verdict() {
    Optional<Instant> last = facts.state().lastHeartbeat();
    boolean nothingTells = facts.isDark() && (last.isEmpty() || facts.missed() >= 1);
    if (nothingTells) {
      return unknown(
          "Microsoft Graph cannot be read, and nothing else tells whether the sync works."
              + lastSync(last));
    }
    return last.map(this::seen).orElseGet(this::neverSeen);
  }

  /** Planned work: nothing is judged. */
  static Verdict paused(Instant until, Times times) {
    return new Verdict(
        Level.PAUSED,
        Optional.empty(),
        "Paused until " + times.point(until) + ": planned work, nothing is judged.",
        Optional.empty(),
        List.of("paused_until of this sync says so."),
        List.of());
  }

  /** The logs are still being read. */
  static Verdict catchingUp() {
    return new Verdict(
        Level.UNKNOWN,
        Optional.empty(),
        "Nothing can be said yet: the logs are still being read.",
        Optional.empty(),
        List.of(),
        List.of());
  }

  private Verdict seen(Instant last) {
    Optional<Instant> resumed = facts.sync().pausedUntil().filter(last::isBefore);
    if (resumed.isPresent()) {
      return unknown(
          "Waiting for the first heartbeat after planned work, which ended "
              + times.at(resumed.get())
              + "."
              + lastSync(Optional.of(last)));
    }
    return facts.heartbeat().isOff()
        ? verdict(
            Level.OK, "No trouble is seen. Last sync " + times.ago(last) + "; none is expected.")
        : verdict(Level.OK, "Working. Last sync " + times.ago(last) + ".");
  }

  private Verdict neverSeen() {
    if (facts.sync().logs().isEmpty() && facts.sync().entra().isEmpty()) {
      return facts
          .probe()
          .map(this::probed)
          .orElseGet(() -> unknown("Waiting for the first probe."));
    }
    return unknown(
        facts.heartbeat().isOff()
            ? "Nothing of this sync was seen yet, and no heartbeat is expected."
            : "Waiting for the first heartbeat. Watched since "
                + times.point(facts.watchedSince())
                + ".");
  }

  /** A probe is all that tells of it. */
  private Verdict probed(ProbeResult last) {
    return last.outcome().isSuccess()
        ? verdict(
            Level.OK, "The endpoint answered " + times.ago(last.time()) + ". No more is watched.")
        : unknown(
            "The last probe, "
                + times.ago(last.time())
                + ", found: "
                + Reasons.outcome(last)
                + ". No more is watched.");
  }

  private String lastSync(Optional<Instant> last) {
    return last.map(time -> " Last sync " + times.ago(time) + ".").orElse("");
  }

  private Verdict unknown(String sentence) {
    return verdict(Level.UNKNOWN, sentence);
  }

  private Verdict verdict(Level level, String sentence) {
    return new Verdict(
        level, Optional.empty(), sentence, Optional.empty(), Reasons.of(facts, times), List.of());
  }
}
