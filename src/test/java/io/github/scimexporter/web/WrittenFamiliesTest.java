package io.github.scimexporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics that are written family by family, each again only if it has changed. */
class WrittenFamiliesTest {
  private final List<String> written = new ArrayList<>();
  private final WrittenFamilies names =
      new WrittenFamilies(
          (out, families) -> {
            for (MetricSnapshot family : families) {
              written.add(family.getMetadata().getName());
              out.write((family.getMetadata().getName() + "\n").getBytes(UTF_8));
            }
            out.write("end".getBytes(UTF_8));
          });

  private static GaugeSnapshot gauge(String name) {
    return GaugeSnapshot.builder()
        .name(name)
        .help("Help.")
        .dataPoint(
            GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .value(1)
                .labels(Labels.of("sync", "ä \"b\"\n"))
                .build())
        .build();
  }

  private static MetricSnapshots all() {
    return new MetricSnapshots(
        gauge("b"),
        CounterSnapshot.builder()
            .name("a")
            .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(7).build())
            .build(),
        HistogramSnapshot.builder()
            .name("c_seconds")
            .dataPoint(
                HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(
                            List.of(0.1, Double.POSITIVE_INFINITY), List.of(2, 1)))
                    .sum(3)
                    .build())
            .build(),
        InfoSnapshot.builder()
            .name("d")
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(Labels.of("version", "1"))
                    .build())
            .build());
  }

  private static byte[] decompressed(byte[] gzip) throws IOException {
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return plain.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/openmetrics-text; version=1.0.0",
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited"
      })
  void theyAreWhatTheFormatWritesOfAllOfThem(String accepted) throws IOException {
    ExpositionFormatWriter writer = ExpositionFormats.init().findWriter(accepted);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    writer.write(whole, all(), EscapingScheme.ALLOW_UTF8);
    WrittenFamilies families =
        new WrittenFamilies((out, some) -> writer.write(out, some, EscapingScheme.ALLOW_UTF8));
    MetricSnapshots same = all();
    for (int scrape = 0; scrape < 2; scrape++) {
      Exposition exposition = families.exposition(same);
      assertThat(exposition.plain()).isEqualTo(whole.toByteArray());
      assertThat(decompressed(exposition.gzip())).isEqualTo(whole.toByteArray());
    }
  }

  @Test
  void whatHasNotChangedIsNotWrittenAgain() throws IOException {
    MetricSnapshot one = gauge("one");
    names.exposition(new MetricSnapshots(one, gauge("other")));
    written.clear();
    Exposition exposition = names.exposition(new MetricSnapshots(one, gauge("other")));
    assertThat(written).containsExactly("other");
    assertThat(new String(exposition.plain(), UTF_8)).isEqualTo("one\nother\nend");
  }

  @Test
  void whatIsGoneIsForgotten() throws IOException {
    MetricSnapshot one = gauge("one");
    names.exposition(new MetricSnapshots(one));
    assertThat(new String(names.exposition(new MetricSnapshots()).plain(), UTF_8)).isEqualTo("end");
    written.clear();
    names.exposition(new MetricSnapshots(one));
    assertThat(written).containsExactly("one");
  }

  @Test
  void whatIsLongerThanABufferIsCompressedWhole() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 3_000_000; i++) {
      text.append(Integer.toString(i * 7919, 36)).append(' ');
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    Exposition exposition =
        new Exposition(List.of(new Exposition.Part(bytes), new Exposition.Part(bytes)));
    assertThat(decompressed(exposition.gzip())).isEqualTo(exposition.plain());
  }

  @Test
  void nothingIsAMemberOfGzipToo() throws IOException {
    assertThat(decompressed(new Exposition(List.of()).gzip())).isEmpty();
  }
}
