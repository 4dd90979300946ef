package io.github.scimexporter.web;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code POST /-/reload}: 200 once the new configuration is in force, 500 with why it is not. */
final class ReloadHandler extends Handler.Abstract.NonBlocking {
  private final Supplier<CompletableFuture<Optional<String>>> reload;

  /**
   * Makes a handler.
   *
   * @param reload begins to reload; what comes of it is empty, or says why it was refused
   */
  ReloadHandler(Supplier<CompletableFuture<Optional<String>>> reload) {
    this.reload = reload;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "POST");
      Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
      return true;
    }
    // Whoever reads the logs completes it, whatever comes of it.
    var unused = reload.get().thenAccept(refused -> answer(refused, response, callback));
    return true;
  }

  private static void answer(Optional<String> refused, Response response, Callback callback) {
    response.setStatus(
        refused.isEmpty() ? HttpStatus.OK_200 : HttpStatus.INTERNAL_SERVER_ERROR_500);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(
        response, true, refused.orElse("The new configuration is in force.") + "\n", callback);
  }
}
