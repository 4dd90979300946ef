package io.github.scimexporter.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scimexporter.status.Board;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/v1/syncs}: all that is known of the syncs, as JSON. See docs/api.md. */
final class SyncsHandler extends Handler.Abstract {
  private static final Logger logger = LoggerFactory.getLogger(SyncsHandler.class);

  private final JsonMapper json = new JsonMapper();
  private final Supplier<Board> boards;

  SyncsHandler(Supplier<Board> boards) {
    this.boards = boards;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws JsonProcessingException {
    if (TextHandler.refuseMethod(request, response, callback)) {
      return true;
    }
    try {
      byte[] body = json.writeValueAsBytes(BoardJson.of(boards.get()));
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      response.write(true, ByteBuffer.wrap(body), callback);
    } catch (RuntimeException e) {
      // Not shown to whoever asks: a message may name files or more.
      logger.error("the status cannot be told ({})", e.toString());
      logger.debug("where that happened", e);
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.INTERNAL_SERVER_ERROR_500,
          "the status cannot be told; the exporter's log says why");
    }
    return true;
  }
}
