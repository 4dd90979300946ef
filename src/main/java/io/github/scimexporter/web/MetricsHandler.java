package io.github.scimexporter.web;

import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /metrics}: the Prometheus client answers, in the format that the scraper accepts. */
final class MetricsHandler extends ReadingHandler {
  private static final String GZIP = "gzip";
  private static final int BUFFER_BYTES = 16 * 1024;

  private final PrometheusScrapeHandler handler;

  MetricsHandler(PrometheusRegistry registry) {
    super("the metrics cannot be collected");
    handler = new PrometheusScrapeHandler(registry);
  }

  @Override
  void answer(Request request, Response response, Callback callback) throws IOException {
    handler.handleRequest(new Exchange(request, response));
    callback.succeeded();
  }

  private static final class Exchange
      implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {
    private final Request request;
    private final Response response;

    private Exchange(Request request, Response response) {
      this.request = request;
      this.response = response;
    }

    @Override
    public PrometheusHttpRequest getRequest() {
      return this;
    }

    @Override
    public PrometheusHttpResponse getResponse() {
      return this;
    }

    @Override
    public void handleException(IOException e) throws IOException {
      throw e;
    }

    @Override
    public void handleException(RuntimeException e) {
      throw e;
    }

    @Override
    public void close() {
      // The callback ends the exchange.
    }

    @Override
    @SuppressWarnings("NullAway") // the interface asks for null where there is no query
    public String getQueryString() {
      return request.getHttpURI().getQuery();
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      if (HttpHeader.ACCEPT_ENCODING.is(name)) {
        // The client would compress each small piece that it writes, as well as it can: that takes
        // longer than all the rest.
        return Collections.emptyEnumeration();
      }
      return request.getHeaders().getValues(name);
    }

    @Override
    public String getMethod() {
      return request.getMethod();
    }

    @Override
    public String getRequestPath() {
      return Request.getPathInContext(request);
    }

    @Override
    public void setHeader(String name, String value) {
      response.getHeaders().put(name, value);
    }

    @Override
    public OutputStream sendHeadersAndGetBody(int status, int contentLength) throws IOException {
      response.setStatus(status);
      if (contentLength > 0 && acceptsGzip()) {
        return new Gzip(response, new ByteArrayOutputStream());
      }
      if (contentLength > 0) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, contentLength);
      }
      return Content.Sink.asOutputStream(response);
    }

    private boolean acceptsGzip() {
      return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_ENCODING).stream()
          .anyMatch(GZIP::equalsIgnoreCase);
    }
  }

  /** Compresses what is written, at the level that is quickest, and sends it at the end as one. */
  private static final class Gzip extends GZIPOutputStream {
    private final Response response;
    private final ByteArrayOutputStream compressed;

    private Gzip(Response response, ByteArrayOutputStream compressed) throws IOException {
      super(compressed, BUFFER_BYTES);
      this.response = response;
      this.compressed = compressed;
      def.setLevel(Deflater.BEST_SPEED);
    }

    @Override
    public void close() throws IOException {
      super.close();
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, GZIP);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, compressed.size());
      try (OutputStream body = Content.Sink.asOutputStream(response)) {
        compressed.writeTo(body);
      }
    }
  }
}
