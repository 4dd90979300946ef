package io.github.scimexporter.standin;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Counts what the server answered: the truth that logs and exporter are compared with. It belongs
 * to the engine, so that it sees final codes, and counts before the client gets its answer.
 *
 * <p>Tomcat answers some requests without running the pipeline (a malformed request line, the
 * redirect from {@code /spotfire}) and only has them logged; being an {@link AccessLog} too, this
 * valve counts those when they are logged. A request's note keeps each from being counted twice.
 */
final class AnsweredValve extends ValveBase implements AccessLog {
  private static final String COUNTED = AnsweredValve.class.getName() + ".counted";
  private static final String ENTERED = AnsweredValve.class.getName() + ".entered";

  private final RequestCounts all;
  private final Map<String, RequestCounts> byDomain;
  private final String scimPath;

  /** Requests that entered the pipeline and are not logged yet; guarded by this. */
  private int underWay;

  /**
   * @param scimPath the path before the domain, ending in a slash
   * @param all counts of every request
   * @param byDomain counts of the requests below scimPath, by the next part of the path
   */
  AnsweredValve(
      String scimPath, RequestCounts all, ConcurrentHashMap<String, RequestCounts> byDomain) {
    super(true);
    this.scimPath = scimPath;
    this.all = all;
    this.byDomain = byDomain;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    request.setNote(ENTERED, true);
    changeUnderWay(1);
    getNext().invoke(request, response);
    count(request, response);
  }

  @Override
  public void log(Request request, Response response, long time) {
    count(request, response);
    if (request.getNote(ENTERED) != null) {
      request.removeNote(ENTERED);
      changeUnderWay(-1);
    }
  }

  /**
   * Waits until every request that came in is in the logs: the engine, and so this valve, logs
   * last.
   *
   * @return whether that was so within the timeout
   */
  synchronized boolean awaitLogged(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (underWay > 0) {
      long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  private synchronized void changeUnderWay(int by) {
    underWay += by;
    notifyAll();
  }

  private void count(Request request, Response response) {
    if (request.getNote(COUNTED) != null) {
      return;
    }
    request.setNote(COUNTED, true);
    String method = String.valueOf(request.getMethod());
    all.add(method, response.getStatus());
    // The path as it was sent, because that is what the logs show.
    String path = request.getRequestURI();
    if (path != null && path.startsWith(scimPath)) {
      String domain = path.substring(scimPath.length()).replaceFirst("/.*", "");
      byDomain.computeIfAbsent(domain, d -> new RequestCounts()).add(method, response.getStatus());
    }
  }

  /** Returns the sum over domains, as an immutable map. */
  static Map<String, Long> sum(Map<String, RequestCounts> byDomain) {
    Map<String, Long> sum = new TreeMap<>();
    byDomain
        .values()
        .forEach(counts -> counts.snapshot().forEach((kind, n) -> sum.merge(kind, n, Long::sum)));
    return Map.copyOf(sum);
  }

  /** Has no meaning here: this log writes no addresses. */
  @Override
  public void setRequestAttributesEnabled(boolean enabled) {}

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}
