package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.AccessLogConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the files of one log through rotation; each line is read once. */
final class LogFollower implements LogSource {
  private static final Logger logger = LoggerFactory.getLogger(LogFollower.class);

  /** How long a file that cannot be seen any more is remembered, in case that it comes back. */
  private static final Duration REMEMBER_GONE = Duration.ofDays(30);

  private final AccessLogConfig config;
  private final List<Glob> globs;
  private final LineFormat format;
  private final LineSink sink;
  private final InstantSource clock;
  private final FileTail.Scratch scratch = new FileTail.Scratch();
  private final List<Tracked> tracked = new ArrayList<>();
  private final Set<Path> compressed = new HashSet<>();
  private Set<String> problems = Set.of();
  private boolean everMatched;

  /** Whether a copy was met whose original is not read yet. */
  private boolean copiesToMeet;

  /**
   * Makes a follower.
   *
   * @param config the log
   * @param format what its lines look like
   * @param positions how far its files were read before; empty on the first start
   * @param sink where the lines go
   */
  LogFollower(
      AccessLogConfig config,
      LineFormat format,
      List<FilePosition> positions,
      LineSink sink,
      InstantSource clock) {
    this.config = config;
    this.format = format;
    this.sink = sink;
    this.clock = clock;
    globs = config.paths().stream().map(Glob::new).toList();
    for (FilePosition position : positions) {
      tracked.add(Tracked.resume(position, format.reader(position.memory())));
    }
    everMatched = !tracked.isEmpty();
  }

  /** The name of the log. */
  @Override
  public String name() {
    return config.name();
  }

  /** Whether its directories could be listed and every file that was ever found could be opened. */
  @Override
  public boolean isUp() {
    return everMatched && problems.isEmpty();
  }

  /** Bytes on disk that were not read yet. */
  @Override
  public long lagBytes() {
    return tracked.stream().mapToLong(Tracked::lagBytes).sum();
  }

  /** How far each file was read. */
  @Override
  public List<FilePosition> positions() {
    return tracked.stream().map(Tracked::position).toList();
  }

  /** Looks which files there are now. Call it often: between two calls no new file is noticed. */
  @Override
  public void refresh() {
    Glob.Found found = Glob.findAll(globs);
    Set<String> seen = new TreeSet<>(found.missing());
    seen.addAll(found.unreadable());
    Instant now = clock.instant();
    everMatched |= !found.files().isEmpty();
    copiesToMeet = false;
    List<Map.Entry<Path, BasicFileAttributes>> unknown = new ArrayList<>();
    Set<Tracked> unseen = new LinkedHashSet<>(tracked);
    Map<Path, List<Tracked>> byPath =
        tracked.stream().collect(Collectors.groupingBy(Tracked::path));
    Set<String> keys = new HashSet<>();
    for (Map.Entry<Path, BasicFileAttributes> file : found.files().entrySet()) {
      if (!Files.isReadable(file.getKey()) && Files.exists(file.getKey())) {
        seen.add(file.getKey() + ": may not be read by this user");
      }
      Optional<Tracked> same =
          byPath.getOrDefault(file.getKey(), List.of()).stream()
              .filter(known -> known.isStill(file.getKey(), file.getValue()))
              .min(Comparator.comparing(Tracked::isGone));
      if (same.isPresent()) {
        same.get().seen(file.getValue(), now);
        unseen.remove(same.get());
        Tracked.fileKey(file.getValue()).ifPresent(keys::add);
      } else {
        unknown.add(file);
      }
    }
    for (Map.Entry<Path, BasicFileAttributes> file : likelyFirst(unknown, unseen)) {
      // A link leads to a file that is known already; an empty one is met when it says something.
      boolean another = Tracked.fileKey(file.getValue()).map(keys::add).orElse(true);
      if (another && file.getValue().size() > 0) {
        meet(file.getKey(), file.getValue(), unseen, seen);
      }
    }
    // A directory that could not be listed says nothing about its files.
    if (found.missing().isEmpty() && found.unreadable().isEmpty()) {
      unseen.forEach(file -> file.unseen(now));
    }
    compressed.retainAll(found.files().keySet());
    forget();
    tracked.forEach(file -> file.trouble().ifPresent(seen::add));
    report(seen);
  }

  @Override
  public boolean step() {
    for (Tracked file : tracked) {
      if (file.hasNews()) {
        switch (file.read(scratch, sink)) {
          case READ -> {
            return true;
          }
          case REPLACED -> {
            // Whose content it is now is found out at once, so that it is read to its end, too.
            refresh();
            return true;
          }
          case NOTHING -> file.trouble().ifPresent(this::addProblem);
        }
      }
    }
    if (copiesToMeet) {
      refresh();
      return tracked.stream().anyMatch(Tracked::hasNews);
    }
    return false;
  }

  /** Lets go of all files. */
  @Override
  public void close() {
    tracked.forEach(Tracked::close);
  }

  /** Finds out who a file is that no path leads to yet. */
  private void meet(
      Path path, BasicFileAttributes attributes, Set<Tracked> unseen, Set<String> seen) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      if (Head.isCompressed(channel)) {
        if (compressed.add(path)) {
          logger.info("log {}: {}: is compressed, and left to scan", config.name(), path);
        }
        return;
      }
      String head = Head.of(channel);
      for (Tracked known : unseen) {
        if (known.isContentOf(channel, head, attributes)) {
          moved(known, path, attributes, head, unseen);
          return;
        }
      }
      for (Tracked known : tracked) {
        boolean living = !unseen.contains(known) || known.isHeld();
        if (living && known.isCopiedBy(channel, head)) {
          if (known.isShorterThan(attributes.size())) {
            // The longer one is the one that goes on.
            moved(known, path, attributes, head, unseen);
            copiesToMeet = true;
          } else {
            meetCopy(path, attributes, head, channel, known);
          }
          return;
        }
      }
      for (Tracked known : unseen) {
        if (known.isUnreadFileOf(channel, attributes)) {
          moved(known, path, attributes, head, unseen);
          return;
        }
      }
      tracked.add(Tracked.fresh(path, attributes, head, format.reader(""), clock.instant()));
    } catch (AccessDeniedException e) {
      seen.add(path + ": may not be read by this user");
    } catch (IOException e) {
      seen.add(path + ": cannot be read (" + e.getMessage() + ")");
    }
  }

  private void moved(
      Tracked known, Path path, BasicFileAttributes attributes, String head, Set<Tracked> unseen) {
    known.movedTo(path, attributes, head, clock.instant());
    unseen.remove(known);
  }

  /**
   * A copy of a file that still lives is read there. Once that is done, it is remembered as a file
   * of its own, since it may outlive the original. Should the original be truncated or vanish
   * before, the copy is met again, as its continuation.
   */
  private void meetCopy(
      Path path, BasicFileAttributes attributes, String head, FileChannel copy, Tracked original)
      throws IOException {
    if (original.isReadUpTo(attributes.size())) {
      tracked.add(Tracked.copy(path, attributes, head, copy, format.reader(""), clock.instant()));
    } else {
      copiesToMeet = true;
    }
  }

  private void forget() {
    Instant limit = clock.instant().minus(REMEMBER_GONE);
    tracked.removeIf(
        file -> {
          boolean old = file.isForgettable(limit);
          if (old) {
            file.close();
          }
          return old;
        });
  }

  private void addProblem(String problem) {
    TreeSet<String> more = new TreeSet<>(problems);
    more.add(problem);
    report(more);
  }

  /** Says what is new once, not at every look. */
  private void report(Set<String> now) {
    for (String problem : now) {
      if (!problems.contains(problem)) {
        logger.warn("log {}: {}", config.name(), problem);
      }
    }
    if (now.isEmpty() && !problems.isEmpty()) {
      logger.info("log {}: can be read again", config.name());
    }
    problems = Set.copyOf(now);
  }

  /**
   * Files that the file system knows by a known file's key come first, then the longer ones: where
   * a file and a copy of it are met together, the one that goes on is followed.
   */
  private static List<Map.Entry<Path, BasicFileAttributes>> likelyFirst(
      List<Map.Entry<Path, BasicFileAttributes>> unknown, Set<Tracked> unseen) {
    Comparator<Map.Entry<Path, BasicFileAttributes>> hasKnownKey =
        Comparator.comparing(
            file -> unseen.stream().anyMatch(known -> known.hasKeyOf(file.getValue())));
    Comparator<Map.Entry<Path, BasicFileAttributes>> bySize =
        Comparator.comparing(file -> file.getValue().size());
    return unknown.stream().sorted(hasKnownKey.thenComparing(bySize).reversed()).toList();
  }
}
