package io.github.scimexporter.standin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Answers every request with one status while an outage lasts, whatever its token. */
final class Outage implements Filter {
  private record Period(int status, Instant end) {}

  private static final Period NONE = new Period(0, Instant.MIN);

  private volatile Period current = NONE;

  void begin(int status, Duration length) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status of an outage is " + status + "; want 400 to 599");
    }
    current = new Period(status, Instant.now().plus(length));
  }

  void end() {
    current = NONE;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Period period = current;
    if (Instant.now().isBefore(period.end()) && response instanceof HttpServletResponse http) {
      // Not a SCIM error: what fails like this in life is a proxy or a server half started.
      http.setStatus(period.status());
      http.setContentType("text/plain");
      http.getOutputStream().print("Out of order\n");
    } else {
      chain.doFilter(request, response);
    }
  }
}
