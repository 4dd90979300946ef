package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.config.AccessLogConfig;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the program's log what happens to a log's files, each thing once. */
final class FollowerReport {
  private static final Logger logger = LoggerFactory.getLogger(FollowerReport.class);

  /** So many lines without one that fits are enough to say so, even if more are to come. */
  private static final long ENOUGH_LINES = 1000;

  private final AccessLogConfig config;

  /** What is wrong, as known since the last look. */
  private Set<String> problems = Set.of();

  private Set<String> found = new TreeSet<>();
  private String decision = "";
  private final Set<Path> leftAlone = new HashSet<>();
  private final Set<Tracked> judged = new HashSet<>();

  /** The file that was written to when the exporter ended; empty once that is told or known. */
  private Optional<Tracked> lastWrittenTo;

  FollowerReport(AccessLogConfig config, List<Tracked> resumed) {
    this.config = config;
    lastWrittenTo =
        resumed.stream()
            .filter(file -> !file.isCopy() && !file.disk().isGone())
            // Version 1 of the state did not know.
            .filter(file -> file.disk().modified().toMillis() > 0)
            .max(Comparator.comparing(file -> file.disk().modified()));
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  void startLook(Glob.Found listed) {
    leftAlone.retainAll(listed.files().keySet());
    found = new TreeSet<>(listed.missing().values());
    found.addAll(listed.unreadable().values());
  }

  void unreadable(Path file) {
    found.add(file + ": may not be read by this user");
  }

  void leftAlone(Path file, OtherCompression compression) {
    if (leftAlone.add(file)) {
      logger.info(
          "log {}: {}: is compressed with {}, and not read; gzip is",
          config.name(),
          file,
          compression);
    }
  }

  /** Something that is wrong, found at this look. */
  void note(String problem) {
    found.add(problem);
  }

  /** Something that went wrong since the last look. */
  void problem(String problem) {
    found.add(problem);
    say();
  }

  /**
   * Says what is new.
   *
   * @param whole whether every directory could be listed
   */
  void endLook(List<Tracked> tracked, boolean whole) {
    tracked.forEach(file -> file.trouble().ifPresent(found::add));
    say();
    tracked.forEach(this::judge);
    judged.retainAll(tracked);
    if (whole) {
      lastWrittenTo.ifPresent(this::tellIfGone);
    }
  }

  /** A file was read from. */
  void read(Tracked file) {
    String now = file.tail().feed().reader().decision();
    if (!now.isEmpty() && !now.equals(decision)) {
      decision = now;
      logger.info("log {}: {}: read as {}", config.name(), file.path(), now);
    }
    if (file.tail().feed().lines() >= ENOUGH_LINES) {
      judge(file);
    }
  }

  private void judge(Tracked file) {
    LineFeed feed = file.tail().feed();
    if (feed.lines() > 0 && (!file.hasNews() || feed.lines() >= ENOUGH_LINES) && judged.add(file)) {
      if (feed.fits() == 0) {
        logger.warn(
            "log {}: {}: none of its {} lines fits the format {}; check access_logs[].format",
            config.name(),
            file.path(),
            feed.lines(),
            config.format().label());
      }
    }
  }

  void lost(Tracked file, long bytes) {
    logger.warn(
        "log {}: {}: is gone or was truncated, and {} bytes of it were not read: their lines are"
            + " lost",
        config.name(),
        file.path(),
        bytes);
  }

  private void tellIfGone(Tracked file) {
    if (!file.disk().isGone()) {
      lastWrittenTo = Optional.empty();
    } else if (file.disk().wasGoneBefore()) {
      lastWrittenTo = Optional.empty();
      logger.warn(
          "log {}: {}: was written to when the exporter ended, and is gone: what came after its"
              + " first {} bytes, if anything did, is lost",
          config.name(),
          file.path(),
          file.tail().offset());
    }
  }

  /** Says what is new once, not at every look. */
  private void say() {
    for (String problem : found) {
      if (!problems.contains(problem)) {
        logger.warn("log {}: {}", config.name(), problem);
      }
    }
    if (found.isEmpty() && !problems.isEmpty()) {
      logger.info("log {}: can be read again", config.name());
    }
    problems = Set.copyOf(found);
  }
}
