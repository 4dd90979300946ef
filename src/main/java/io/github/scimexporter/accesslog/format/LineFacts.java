package io.github.scimexporter.accesslog.format;

/** What a line tells, part by part; of what is told in several ways the best is kept. */
final class LineFacts {
  private final LineTime time;
  private final Escapes escapes;
  private Meaning.Duration durationKind = Meaning.Duration.MILLIS_TO_COMMIT;
  private long duration;
  private Meaning.Plain clientKind = Meaning.Plain.NOTHING;

  /**
   * Starts empty.
   *
   * @param escapes how the log writes its users, and what else a client is free to choose
   */
  LineFacts(FormatOptions options, Escapes escapes) {
    time = new LineTime(options);
    this.escapes = escapes;
  }

  void start() {
    time.start();
    duration = LogLine.NO_DURATION;
    clientKind = Meaning.Plain.NOTHING;
  }

  /** Takes note of what a part of a line says; the line must be started with these bytes. */
  void tell(Meaning meaning, byte[] bytes, int from, int to, LogLine line) {
    if (meaning instanceof Meaning.Plain plain) {
      if (plain == Meaning.Plain.STATUS) {
        line.setStatus(Math.max(0, Bytes.status(bytes, from, to)));
      } else if (from < to && !Bytes.isDash(bytes, from, to)) {
        boolean quoted = escapes.areWithinQuotes() && plain.mayBeQuoted() && bytes[from] == '"';
        tellText(plain, bytes, quoted ? from + 1 : from, quoted ? to - 1 : to, line);
      } else if (plain == Meaning.Plain.QUERY) {
        // There is none, which is known.
        line.setQuery(from, from);
      }
    } else if (meaning instanceof Meaning.Duration kind) {
      tellDuration(kind, kind.micros(bytes, from, to));
    } else if (meaning instanceof Meaning.Time part) {
      time.tell(part, bytes, from, to);
    }
  }

  /**
   * Puts together what was told.
   *
   * @return whether that is a status and a time
   */
  boolean finish(LogLine line) {
    line.setDurationMicros(duration);
    return line.status() != 0 && time.finish(line);
  }

  private void tellText(Meaning.Plain plain, byte[] bytes, int from, int to, LogLine line) {
    switch (plain) {
      case REQUEST -> line.setRequest(from, to);
      case METHOD -> line.setMethod(from, to);
      case PATH -> line.setPath(from, to);
      case QUERY -> line.setQuery(bytes[from] == '?' ? from + 1 : from, to);
      case TARGET -> line.setTarget(from, to);
      case FORWARDED -> {
        int end = Bytes.indexOrEnd(bytes, from, to, ',');
        tellClient(plain, from, end > from && bytes[end - 1] == ' ' ? end - 1 : end, line);
      }
      case PEER, HOST, ADDRESS -> tellClient(plain, from, to, line);
      case USER -> line.setUser(from, to, escapes);
      case STATUS, NOTHING -> {}
    }
  }

  private void tellDuration(Meaning.Duration kind, long micros) {
    boolean better = duration == LogLine.NO_DURATION || kind.compareTo(durationKind) <= 0;
    if (micros != LogLine.NO_DURATION && better) {
      durationKind = kind;
      duration = micros;
    }
  }

  private void tellClient(Meaning.Plain plain, int from, int to, LogLine line) {
    if (plain.compareTo(clientKind) >= 0) {
      clientKind = plain;
      line.setClient(from, to);
    }
  }
}
