package io.github.scimexporter.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scimexporter.status.Board;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code /api/v1/syncs}: all that is known of the syncs, as JSON. See docs/api.md. */
final class SyncsHandler extends ReadingHandler {
  private final JsonMapper json = new JsonMapper();
  private final Supplier<Board> boards;

  SyncsHandler(Supplier<Board> boards) {
    super("the status cannot be told");
    this.boards = boards;
  }

  @Override
  void answer(Request request, Response response, Callback callback)
      throws JsonProcessingException {
    byte[] body = json.writeValueAsBytes(BoardJson.of(boards.get()));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
