package io.github.scimexporter.web;

import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers GET and HEAD with a short text, and any other method with 405. */
final class TextHandler extends Handler.Abstract.NonBlocking {
  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param contentType the media type of the text
   */
  record Answer(int status, String contentType, String text) {
    static Answer plain(int status, String text) {
      return new Answer(status, "text/plain; charset=utf-8", text + "\n");
    }
  }

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Supplier<Answer> answers;

  TextHandler(Supplier<Answer> answers) {
    this.answers = answers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (refuseMethod(request, response, callback)) {
      return true;
    }
    Answer answer = answers.get();
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response
        .getHeaders()
        .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    Content.Sink.write(response, true, answer.text(), callback);
    return true;
  }

  /** Answers 405 to a method that changes things; false if the method may be used. */
  static boolean refuseMethod(Request request, Response response, Callback callback) {
    if (METHODS.contains(request.getMethod())) {
      return false;
    }
    response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
    return true;
  }
}
