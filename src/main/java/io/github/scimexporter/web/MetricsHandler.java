package io.github.scimexporter.web;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.MetricNameFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@code /metrics}: what the registry collects, in the format that the scraper accepts, or only the
 * families that {@code name[]} asks for. Formats and their choice are the Prometheus client's; what
 * is its own is that a family which has not changed is neither written nor compressed again.
 */
final class MetricsHandler extends ReadingHandler {
  private static final String GZIP = "gzip";
  private static final String NAMES = "name[]";

  private final PrometheusRegistry registry;
  private final ExpositionFormats formats = ExpositionFormats.init();

  /** By content type. */
  private final Map<String, WrittenFamilies> written = new ConcurrentHashMap<>();

  MetricsHandler(PrometheusRegistry registry) {
    super("the metrics cannot be collected");
    this.registry = registry;
  }

  @Override
  void answer(Request request, Response response, Callback callback) throws IOException {
    ExpositionFormatWriter writer = writer(request.getHeaders().get(HttpHeader.ACCEPT));
    Exposition exposition = exposition(request, writer);
    boolean compressed = acceptsGzip(request);
    byte[] body = compressed ? exposition.gzip() : exposition.plain();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, writer.getContentType());
    if (compressed) {
      response.getHeaders().put(new HttpField(HttpHeader.CONTENT_ENCODING, GZIP));
    }
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private Exposition exposition(Request request, ExpositionFormatWriter writer) throws IOException {
    List<String> names = Request.extractQueryParameters(request).getValuesOrEmpty(NAMES);
    if (names.isEmpty()) {
      return written
          .computeIfAbsent(writer.getContentType(), type -> new WrittenFamilies(format(writer)))
          .exposition(registry.scrape());
    }
    // Whoever asks for a few must not make the next scrape of all write all.
    return new WrittenFamilies(format(writer))
        .exposition(registry.scrape(MetricNameFilter.builder().nameMustBeEqualTo(names).build()));
  }

  private static WrittenFamilies.Format format(ExpositionFormatWriter writer) {
    // No name of ours needs to be escaped in any format.
    return (out, families) -> writer.write(out, families, EscapingScheme.ALLOW_UTF8);
  }

  @SuppressWarnings("NullAway") // the client asks for null where nothing is said
  private ExpositionFormatWriter writer(@Nullable String accepted) {
    return formats.findWriter(accepted);
  }

  private static boolean acceptsGzip(Request request) {
    return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
        .anyMatch(GZIP::equalsIgnoreCase);
  }
}
