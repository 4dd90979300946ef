package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.AccessLogConfig;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the files of one log through rotation; each line is read once. */
final class LogFollower implements LogSource {
  /** How long a file that cannot be seen any more is remembered, in case that it comes back. */
  private static final Duration REMEMBER_GONE = Duration.ofDays(30);

  /** Who a file is that rests on another one shows at once, or it is left to the next look. */
  private static final int LOOKS_AGAIN = 20;

  private final AccessLogConfig config;
  private final FollowedPaths paths;
  private final LineSink sink;
  private final InstantSource clock;
  private final FollowerReport report;
  private final Introduction introduction;
  private final FileTail.Scratch scratch = new FileTail.Scratch();
  private final List<Tracked> tracked = new ArrayList<>();
  private boolean everMatched;
  private int looksAgain;

  /**
   * Makes a follower.
   *
   * @param config the log
   * @param paths which files are its
   * @param format what its lines look like
   * @param positions how far its files were read before; empty on the first start
   * @param sink where the lines go
   */
  LogFollower(
      AccessLogConfig config,
      FollowedPaths paths,
      LineFormat format,
      List<FilePosition> positions,
      LineSink sink,
      InstantSource clock) {
    this.config = config;
    this.paths = paths;
    this.sink = sink;
    this.clock = clock;
    for (FilePosition position : positions) {
      Path path = paths.world().path(position.path());
      tracked.add(Tracked.resume(path, position, format.reader(position.memory())));
    }
    report = new FollowerReport(config, tracked);
    introduction = new Introduction(format, tracked, report);
    everMatched = !tracked.isEmpty();
  }

  @Override
  public String name() {
    return config.name();
  }

  /** Whether its directories could be listed and every file that was ever found could be opened. */
  @Override
  public boolean isUp() {
    return everMatched && !report.hasProblems();
  }

  @Override
  public long lagBytes() {
    return tracked.stream().mapToLong(Tracked::lagBytes).sum();
  }

  @Override
  public List<FilePosition> positions() {
    return tracked.stream().map(Tracked::position).toList();
  }

  /** Looks which files there are now. Call it often: between two calls no new file is noticed. */
  @Override
  public boolean refresh() {
    looksAgain = 0;
    return look();
  }

  private boolean look() {
    Glob.Found found = paths.find();
    report.startLook(found);
    Instant now = clock.instant();
    everMatched |= !found.files().isEmpty();
    List<Seen> unknown = new ArrayList<>();
    Set<Tracked> unseen = new LinkedHashSet<>(tracked);
    Set<String> keys = new HashSet<>();
    Map<Path, List<Tracked>> byPath =
        tracked.stream().collect(Collectors.groupingBy(Tracked::path));
    for (Seen file : found.files().values()) {
      Optional<Tracked> same = stillThere(file, byPath);
      if (same.isPresent()) {
        same.get().seen(file, now);
        unseen.remove(same.get());
        file.fileKey().ifPresent(keys::add);
      } else {
        unknown.add(file);
      }
    }
    // A link leads to a file that is known already; an empty one is met when it says something.
    unknown.removeIf(file -> !file.fileKey().map(keys::add).orElse(true) || file.size() == 0);
    introduction.meet(unknown, unseen, now);
    unseen.forEach(file -> unseen(file, found, now));
    forget(found, now);
    boolean lost = false;
    for (Tracked file : tracked) {
      lost |= tellLost(file);
    }
    report.endLook(tracked, found.isWhole());
    return lost;
  }

  private static void unseen(Tracked file, Glob.Found found, Instant now) {
    // What could not be listed says nothing about its files. A directory that is not there may be
    // a volume that comes back; an open file in it is read to its end all the same.
    if (!found.isUnreadable(file.path()) && (!found.isMissing(file.path()) || file.isHeld())) {
      file.unseen(now);
    }
  }

  private Optional<Tracked> stillThere(Seen file, Map<Path, List<Tracked>> byPath) {
    if (!Files.isReadable(file.path()) && isForbidden(file)) {
      report.unreadable(file.path());
    }
    return byPath.getOrDefault(file.path(), List.of()).stream()
        .filter(known -> known.isStill(file))
        .min(Comparator.comparing(known -> known.disk().isGone()));
  }

  /** A file that is renamed at this moment is not there, which is no matter of permission. */
  private static boolean isForbidden(Seen file) {
    try {
      Content.open(file.path(), file.fileKey()).close();
      return false;
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean step() {
    for (Tracked file : tracked) {
      if (file.hasNews()) {
        FileTail.Result result = file.read(scratch, sink);
        report.read(file);
        switch (result) {
          case READ -> {
            return true;
          }
          case REPLACED -> {
            // Whose content it is now is found out at once, so that it is read to its end, too.
            look();
            return true;
          }
          case NOTHING -> file.trouble().ifPresent(report::problem);
        }
      }
    }
    if (introduction.isUnfinished() && looksAgain < LOOKS_AGAIN) {
      looksAgain++;
      look();
      return tracked.stream().anyMatch(Tracked::hasNews);
    }
    return readOpenEnds();
  }

  /**
   * A last line without line end is one once another file came after its file, or no path leads to
   * that any more.
   */
  private boolean readOpenEnds() {
    Instant now = clock.instant();
    for (Tracked file : tracked) {
      if (file.hasOpenEnd(now)
          && (file.isFinal() || tracked.stream().anyMatch(other -> isSuccessor(other, file)))
          && readOpenEnd(file)) {
        return true;
      }
    }
    return false;
  }

  private boolean readOpenEnd(Tracked file) {
    try {
      if (file.hasReadNoLine() && Recognition.isPerhapsCopyOfAnother(file, tracked)) {
        file.leaveAlone();
        return false;
      }
    } catch (IOException e) {
      report.problem(file.path() + ": cannot be read (" + e.getMessage() + ")");
      return false;
    }
    return file.readLast(scratch, sink) == FileTail.Result.READ;
  }

  private static boolean isSuccessor(Tracked other, Tracked file) {
    return other != file
        && !other.isCopy()
        && other.disk().modified().compareTo(file.disk().modified()) > 0;
  }

  private boolean tellLost(Tracked file) {
    long lost = file.loss().take();
    if (lost > 0) {
      sink.lost(lost);
      report.lost(file, lost);
    }
    return lost > 0;
  }

  private void forget(Glob.Found found, Instant now) {
    Instant limit = now.minus(REMEMBER_GONE);
    tracked.removeIf(
        file -> {
          boolean old = file.disk().isGoneBefore(limit) && !found.isMissing(file.path());
          if (old) {
            file.close();
          }
          return old;
        });
  }

  @Override
  public void clockStepped(Duration step) {
    tracked.forEach(file -> file.disk().clockStepped(step));
  }

  @Override
  public void close() {
    tracked.forEach(Tracked::close);
  }
}
