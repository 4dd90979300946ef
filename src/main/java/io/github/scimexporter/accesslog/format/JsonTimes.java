package io.github.scimexporter.accesslog.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the times of a JSON log, whose keys tell their formats: {@code time-yyyy-MM-dd}. */
final class JsonTimes {
  /** More formats than a log has; keys may be a client's to choose. */
  private static final int MOST = 32;

  private record Format(List<Part> parts, Matching matching) {}

  private final FormatOptions options;
  private final Map<String, Format> formats = new HashMap<>();

  JsonTimes(FormatOptions options) {
    this.options = options;
  }

  /** Takes note of what stands under a key {@code time} or {@code time-...}. */
  void tell(String key, byte[] bytes, int from, int to, LineFacts facts, LogLine line) {
    Format format = formats.get(key);
    if (format == null) {
      if (formats.size() == MOST) {
        return;
      }
      format = compile(key);
      formats.put(key, format);
    }
    if (!format.matching().matches(bytes, from, to)) {
      return;
    }
    for (int i = 0; i < format.parts().size(); i++) {
      Meaning meaning = format.parts().get(i).meaning();
      if (meaning != Meaning.Plain.NOTHING) {
        int start = format.matching().start(i);
        facts.tell(meaning, bytes, start, format.matching().start(i + 1), line);
      }
    }
  }

  private Format compile(String key) {
    List<Part> parts;
    try {
      parts = TomcatTimes.parts(key.equals("time") ? "" : key.substring("time-".length()), options);
    } catch (FormatException e) {
      // A key that is no time; lines without another time do not fit, and are counted.
      parts = List.of();
    }
    return new Format(parts, new Matching(parts.stream().map(Part::shape).toList()));
  }
}
