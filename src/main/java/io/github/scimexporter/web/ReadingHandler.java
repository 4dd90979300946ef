package io.github.scimexporter.web;

import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whoever only reads. What goes wrong is in the log, and not shown to them. */
abstract class ReadingHandler extends Handler.Abstract {
  private static final Logger logger = LoggerFactory.getLogger(ReadingHandler.class);

  private final String failure;

  /**
   * Makes a handler.
   *
   * @param failure what to say where it cannot answer, such as {@code the metrics cannot be
   *     collected}
   */
  ReadingHandler(String failure) {
    this.failure = failure;
  }

  /** Answers, and completes the callback. */
  abstract void answer(Request request, Response response, Callback callback) throws IOException;

  @Override
  public final boolean handle(Request request, Response response, Callback callback)
      throws IOException {
    if (TextHandler.refuseMethod(request, response, callback)) {
      return true;
    }
    try {
      answer(request, response, callback);
    } catch (RuntimeException e) {
      if (e instanceof HttpException asked && HttpStatus.isClientError(asked.getCode())) {
        Response.writeError(request, response, callback, asked.getCode(), asked.getReason());
        return true;
      }
      // Not shown to whoever asks: a message may name files or more.
      logger.error("{} ({})", failure, e.toString());
      logger.debug("where that happened", e);
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.INTERNAL_SERVER_ERROR_500,
          failure + "; the exporter's log says why");
    }
    return true;
  }
}
