package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.SyslogHeader;

/** Makes log lines of syslog messages; what is none counts as a line that does not fit. */
final class SyslogLines implements Framing.Lines {
  private final Framing.Lines lines;

  /**
   * Takes the messages of one sender.
   *
   * @param lines where their lines go
   */
  SyslogLines(Framing.Lines lines) {
    this.lines = lines;
  }

  @Override
  public void line(byte[] bytes, int from, int to, long sent) {
    int end = to;
    while (end > from && isEnd(bytes[end - 1])) {
      end--;
    }
    if (end == from) {
      lines.nothing(sent);
      return;
    }
    int start = SyslogHeader.messageStart(bytes, from, end);
    if (start == SyslogHeader.NOT_SYSLOG) {
      lines.unfit(sent);
    } else {
      lines.line(bytes, start, end, sent);
    }
  }

  @Override
  public void unfit(long sent) {
    lines.unfit(sent);
  }

  @Override
  public void nothing(long sent) {
    lines.nothing(sent);
  }

  /** Where the length is known, some senders end the message in a line end all the same. */
  private static boolean isEnd(byte last) {
    return last == '\n' || last == '\r' || last == 0;
  }
}
