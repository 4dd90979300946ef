package io.github.scimexporter.standin.tomcats;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Answers each request with the status that its query names. A valve and no servlet, because
 * servlets are of other packages in Tomcat 9.
 */
final class AnsweringValve extends ValveBase {
  /** What a query says before the status. */
  static final String STATUS = "status=";

  AnsweringValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) {
    String query = request.getQueryString();
    if (query == null || !query.startsWith(STATUS)) {
      throw new IllegalArgumentException("a request without a status to answer");
    }
    response.setStatus(Integer.parseInt(query.substring(STATUS.length())));
  }
}
