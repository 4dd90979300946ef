package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.AccessLogConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Looks whether the lines of a log tell the query: without it the exporter's own requests look like
 * those of the sync's client.
 */
public final class QueryCheck {
  private QueryCheck() {}

  /**
   * Whether lines of the log tell no query, by the newest of its files with a line that fits; false
   * where there is none yet, or lines are sent.
   */
  public static boolean tellsNone(AccessLogConfig log, LogSources sources) {
    for (Path file : FormatCheck.newestFiles(log)) {
      Told told = new Told();
      try {
        LineFeed feed = new LineFeed(sources.format(log.name()).reader(""), FilePosition.Rest.NONE);
        FormatCheck.read(feed, FormatCheck.beginning(file), told);
      } catch (IOException e) {
        // Gone meanwhile, or FormatCheck says that it cannot be read.
        continue;
      }
      if (told.fits) {
        return !told.queries;
      }
    }
    return false;
  }

  private static final class Told implements LineSink {
    private boolean fits;
    private boolean queries;

    @Override
    public void request(LogLine line) {
      fits = true;
      // Not of every line: a request that the server could not read has no query either.
      queries |= line.tellsQuery();
    }

    @Override
    public void unfit() {}

    @Override
    public Anchors anchors() {
      return Anchors.NOT_KNOWN;
    }

    @Override
    public void passed(int lines) {}

    @Override
    public void bytes(long count) {}

    @Override
    public void lost(long count) {}
  }
}
