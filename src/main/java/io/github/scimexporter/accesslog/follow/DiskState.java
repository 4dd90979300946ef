package io.github.scimexporter.accesslog.follow;

import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the last look at the file system said of a file. */
final class DiskState {
  private Optional<String> fileKey;
  private long size;
  private FileTime modified;
  private Optional<Instant> goneSince;
  private boolean goneBefore;

  /** When a look found it changed, by this machine's clock: a file server's may be another. */
  private Instant changedAt = Instant.MIN;

  private DiskState(
      Optional<String> fileKey, long size, FileTime modified, Optional<Instant> goneSince) {
    this.fileKey = fileKey;
    this.size = size;
    this.modified = modified;
    this.goneSince = goneSince;
  }

  /** A file that was not looked at closely yet. */
  static DiskState of(Seen seen) {
    return new DiskState(seen.fileKey(), 0, seen.modified(), Optional.empty());
  }

  static DiskState resume(FilePosition position) {
    return new DiskState(
        position.fileKey(),
        position.size(),
        FileTime.fromMillis(position.modified()),
        position.goneSince().map(Instant::ofEpochMilli));
  }

  Optional<String> fileKey() {
    return fileKey;
  }

  long size() {
    return size;
  }

  FileTime modified() {
    return modified;
  }

  Optional<Instant> goneSince() {
    return goneSince;
  }

  boolean isGone() {
    return goneSince.isPresent();
  }

  boolean isGoneBefore(Instant time) {
    return goneSince.isPresent() && goneSince.get().isBefore(time);
  }

  /** Whether no look since then found it changed. */
  boolean isUnchangedSince(Instant time) {
    return !changedAt.equals(Instant.MIN) && changedAt.isBefore(time);
  }

  boolean isModifiedBefore(Instant time) {
    return modified.toInstant().isBefore(time);
  }

  /** Whether the file system knows it by the same key; a hint only. */
  boolean hasKeyOf(Seen seen) {
    return fileKey.isPresent() && fileKey.equals(seen.fileKey());
  }

  /** Whether it differs from what was seen last. */
  boolean isChanged(Seen seen) {
    // A file may be truncated and filled up to the same size, so its time counts, too.
    return seen.size() != size || !isModifiedAt(seen.modified());
  }

  private boolean isModifiedAt(FileTime time) {
    // Between two runs only the milliseconds are remembered.
    boolean sameMillis = time.toMillis() == modified.toMillis();
    return time.equals(modified)
        || (sameMillis && modified.equals(FileTime.fromMillis(modified.toMillis())));
  }

  void see(Seen seen, Instant now) {
    if (changedAt.equals(Instant.MIN) || isChanged(seen)) {
      changedAt = now;
    }
    goneSince = Optional.empty();
    fileKey = seen.fileKey();
    size = seen.size();
    modified = seen.modified();
  }

  /** An open handle tells its size while no path leads to it. */
  void sizeIs(long sizeNow, Instant now) {
    if (sizeNow != size) {
      changedAt = now;
    }
    size = sizeNow;
  }

  /** No path leads to it; whether that is news. */
  boolean unsee(Instant now) {
    boolean noticed = goneSince.isEmpty();
    goneBefore = !noticed;
    if (noticed) {
      goneSince = Optional.of(now);
    }
    return noticed;
  }

  /** Whether it is gone, and was so at the look before: no listing that missed a rename. */
  boolean wasGoneBefore() {
    return goneSince.isPresent() && goneBefore;
  }

  /** The clock was set: what happened, happened at another time by it. */
  void clockStepped(Duration step) {
    goneSince = goneSince.map(since -> since.plus(step));
    changedAt = changedAt.equals(Instant.MIN) ? changedAt : changedAt.plus(step);
  }
}
