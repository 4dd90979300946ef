package io.github.scimexporter.accesslog.follow;

/** Bytes of a file that were seen on disk, and are gone without having been read. */
final class Loss {
  /** How many, if no path leads to the file at the next look, either. */
  private long expected;

  private long untold;

  /** A listing may miss a file that is renamed at that moment: the next one decides. */
  void expect(long bytes) {
    expected = bytes;
  }

  /** The file is still gone. */
  void confirm() {
    add(expected);
    expected = 0;
  }

  /** The file is back. */
  void avert() {
    expected = 0;
  }

  void add(long bytes) {
    untold += bytes;
  }

  /** How many were lost since the last call. */
  long take() {
    long told = untold;
    untold = 0;
    return told;
  }
}
