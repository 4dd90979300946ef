package io.github.scimexporter.web;

import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Enumeration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /metrics}: the Prometheus client answers, in the format that the scraper accepts. */
final class MetricsHandler extends ReadingHandler {
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
    public OutputStream sendHeadersAndGetBody(int status, int contentLength) {
      response.setStatus(status);
      if (contentLength > 0) {
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, contentLength);
      }
      return Content.Sink.asOutputStream(response);
    }
  }
}
