package io.github.scimexporter.page;

import io.github.scimexporter.sync.Series;
import io.github.scimexporter.sync.Source;
import java.util.Locale;

/** What is told apart in the picture, from its foot upwards. */
public enum Answer {
  /** Runs of the client that sent nothing that could be counted. */
  RUN("runs of Entra's job"),
  OK("answered as asked"),
  WRITTEN("written"),
  /** Conflicts, and single users that are not there. */
  EVERYDAY("nothing to do"),
  OTHER("says nothing of the sync"),
  THROTTLED("asked to wait"),
  NOT_FOUND("wrong path or domain"),
  FORBIDDEN("not allowed"),
  SERVER_ERROR("server error"),
  UNAUTHORIZED("token refused");

  private final String words;

  Answer(String words) {
    this.words = words;
  }

  /** What it means, in a few words. */
  public String words() {
    return words;
  }

  /** The class whose colour it has. */
  public String css() {
    return "a-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where a series belongs. */
  static Answer of(Series series) {
    if (series.source() == Source.ENTRA) {
      return RUN;
    }
    return switch (series.outcome()) {
      case SUCCESS -> success(series.code());
      case UNAUTHORIZED -> UNAUTHORIZED;
      case FORBIDDEN -> FORBIDDEN;
      case NOT_FOUND -> NOT_FOUND;
      case THROTTLED -> THROTTLED;
      case SERVER_ERROR -> SERVER_ERROR;
      case OTHER -> OTHER;
    };
  }

  private static Answer success(int code) {
    if (code == 200) {
      return OK;
    }
    return code <= 299 ? WRITTEN : EVERYDAY;
  }
}
