package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineFormat;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Meets the files that are not known by their path, and finds out who they are. */
final class Introduction {
  private static final Logger logger = LoggerFactory.getLogger(Introduction.class);

  /** A compressed file that changed within this time may still be written. */
  private static final Duration COMPRESSING = Duration.ofSeconds(2);

  private final LineFormat format;
  private final List<Tracked> tracked;
  private final FollowerReport report;
  private boolean unfinished;

  /** Makes one that adds to the files that are tracked. */
  Introduction(LineFormat format, List<Tracked> tracked, FollowerReport report) {
    this.format = format;
    this.tracked = tracked;
    this.report = report;
  }

  /** Whether a file was met that can be told only once another one is read. */
  boolean isUnfinished() {
    return unfinished;
  }

  /**
   * Meets files.
   *
   * @param unknown the files
   * @param unseen tracked files that no path leads to; those who are met are taken away from it
   */
  void meet(List<Seen> unknown, Set<Tracked> unseen, Instant now) {
    unfinished = false;
    for (Seen file : likelyFirst(unknown, unseen)) {
      try (Content content = Content.open(file.path(), file.fileKey())) {
        meet(new Met(file, content, Head.of(content)), unseen, now);
      } catch (NoSuchFileException e) {
        logger.debug("{}: is gone or another file since it was listed", file.path());
        unfinished = true;
      } catch (AccessDeniedException e) {
        report.unreadable(file.path());
      } catch (IOException e) {
        report.note(file.path() + ": cannot be read (" + e.getMessage() + ")");
      }
    }
  }

  private void meet(Met met, Set<Tracked> unseen, Instant now) throws IOException {
    if (met.content().isCompressed()
        && met.head().hash().isEmpty()
        && !met.content().isFinished()) {
      // Too little of it is there to tell who it is.
      return;
    }
    Optional<OtherCompression> compression = OtherCompression.of(met.content());
    if (compression.isPresent()) {
      report.leftAlone(met.seen().path(), compression.get());
      return;
    }
    for (Tracked known : unseen) {
      if (Recognition.isSame(known, met)) {
        moved(known, met, unseen, now);
        return;
      }
    }
    Optional<Tracked> unread = sameUnread(met, unseen);
    for (Tracked known : living(unseen, unread)) {
      if (isBeingCompressed(known, met, now)) {
        return;
      }
      if (Recognition.isCopy(known, met)) {
        unread.ifPresent(file -> forget(file, unseen));
        meetCopy(known, met, unseen, now);
        return;
      }
    }
    if (unread.isPresent()) {
      moved(unread.get(), met, unseen, now);
      return;
    }
    for (Tracked known : tracked) {
      if (Recognition.isPerhapsReplaced(known, met)) {
        // That shows when it is read on.
        unfinished = true;
        return;
      }
    }
    tracked.add(Tracked.fresh(met, format.reader(""), now));
  }

  private static Optional<Tracked> sameUnread(Met met, Set<Tracked> unseen) throws IOException {
    for (Tracked known : unseen) {
      if (Recognition.isSameUnread(known, met)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** The files that can be read, but for the one that the file met is itself: no copy of that. */
  private List<Tracked> living(Set<Tracked> unseen, Optional<Tracked> met) {
    return tracked.stream()
        .filter(known -> !unseen.contains(known) || known.isHeld())
        .filter(known -> !met.equals(Optional.of(known)))
        .toList();
  }

  /** It became a copy before a line of it was read, and must not be read on by its handle. */
  private void forget(Tracked unread, Set<Tracked> unseen) {
    unread.close();
    unseen.remove(unread);
    tracked.remove(unread);
  }

  /** It is looked at once it is whole; until then the original is there. */
  private static boolean isBeingCompressed(Tracked known, Met met, Instant now) {
    return met.content().isCompressed()
        && met.seen().modified().toInstant().isAfter(now.minus(COMPRESSING))
        && !met.seen().modified().toInstant().isAfter(now)
        && Recognition.mayBeCopy(known, met);
  }

  /**
   * A copy of a file that still lives is read there. Once that is done, it is remembered as a file
   * of its own, since it may outlive the original. Should the original be truncated or vanish
   * before, the copy is met again, as its continuation.
   */
  private void meetCopy(Tracked original, Met copy, Set<Tracked> unseen, Instant now)
      throws IOException {
    long size = copy.content().size();
    if (!original.tail().content().reaches(size)) {
      // The longer one is the one that goes on.
      moved(original, copy, unseen, now);
      unfinished = true;
    } else if (original.isReadUpTo(size)) {
      tracked.add(Tracked.copy(copy, size, headOf(original, copy), format.reader(""), now));
    } else {
      unfinished = true;
    }
  }

  private static String headOf(Tracked original, Met copy) {
    return original.head().isEmpty() ? copy.head().hash() : original.head();
  }

  private static void moved(Tracked known, Met met, Set<Tracked> unseen, Instant now) {
    known.movedTo(met, now);
    unseen.remove(known);
  }

  /**
   * Plain files come before compressed ones, those that the file system knows by a known file's key
   * before others, then the longer ones: where a file and a copy of it are met together, the one
   * that goes on is followed.
   */
  private static List<Seen> likelyFirst(List<Seen> unknown, Set<Tracked> unseen) {
    if (unknown.size() < 2) {
      return unknown;
    }
    Map<Path, Boolean> compressed = new HashMap<>();
    unknown.forEach(file -> compressed.put(file.path(), isCompressed(file)));
    Predicate<Seen> hasKnownKey =
        file -> unseen.stream().anyMatch(known -> known.disk().hasKeyOf(file));
    return unknown.stream()
        .sorted(
            Comparator.comparing(
                    (Seen file) -> Optional.ofNullable(compressed.get(file.path())).orElse(false))
                .thenComparing(file -> !hasKnownKey.test(file))
                .thenComparing(Comparator.comparing(Seen::size).reversed()))
        .toList();
  }

  private static boolean isCompressed(Seen file) {
    try (Content content = Content.open(file.path(), file.fileKey())) {
      return content.isCompressed();
    } catch (IOException e) {
      // It is opened once more to be met, and said then.
      return false;
    }
  }
}
