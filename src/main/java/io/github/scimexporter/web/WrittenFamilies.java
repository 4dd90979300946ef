package io.github.scimexporter.web;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Metrics in one format, family by family. What was written of a family is kept until the next
 * time: as long as it is the same object it need not be written again. Safe for use by several
 * threads.
 */
final class WrittenFamilies {
  /** How families are written. */
  @FunctionalInterface
  interface Format {
    void write(OutputStream out, MetricSnapshots families) throws IOException;
  }

  private final Format format;
  private volatile IdentityHashMap<MetricSnapshot, Exposition.Part> last = new IdentityHashMap<>();

  WrittenFamilies(Format format) {
    this.format = format;
  }

  /** These families, one after the other, and what the format has at its end. */
  Exposition exposition(MetricSnapshots families) throws IOException {
    IdentityHashMap<MetricSnapshot, Exposition.Part> known = last;
    IdentityHashMap<MetricSnapshot, Exposition.Part> now = new IdentityHashMap<>();
    Exposition.Part end = new Exposition.Part(bytes(new MetricSnapshots()));
    List<Exposition.Part> parts = new ArrayList<>();
    for (MetricSnapshot family : families) {
      Exposition.Part part = known.get(family);
      if (part == null) {
        byte[] bytes = bytes(new MetricSnapshots(family));
        part = new Exposition.Part(Arrays.copyOf(bytes, bytes.length - end.plain().length));
      }
      now.put(family, part);
      parts.add(part);
    }
    parts.add(end);
    last = now;
    return new Exposition(parts);
  }

  private byte[] bytes(MetricSnapshots families) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    format.write(bytes, families);
    return bytes.toByteArray();
  }
}
