package io.github.scimexporter.web;

import io.github.scimexporter.page.Asset;
import io.github.scimexporter.page.Icon;
import io.github.scimexporter.page.Links;
import io.github.scimexporter.page.Pages;
import io.github.scimexporter.page.Range;
import io.github.scimexporter.status.Board;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The status page at {@code /} and {@code /syncs/NAME}, and the files that it needs. */
final class PageHandler extends ReadingHandler {
  static final String SYNCS = "/syncs/";
  static final String ASSETS = "/assets/";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String ALWAYS_NEW = "no-store";

  /** The name of such a file changes with its content. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /** The name of an icon does not. */
  private static final String FOR_A_DAY = "public, max-age=86400";

  /** A page loads only what this server serves, runs nothing else, and is shown in no other. */
  private static final Map<String, String> SECURITY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src"
              + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  /** What is answered. */
  private record Answer(int status, String type, String cache, String text) {
    static Answer found(String type, String cache, String text) {
      return new Answer(HttpStatus.OK_200, type, cache, text);
    }

    static Answer missing(String type, String text) {
      return new Answer(HttpStatus.NOT_FOUND_404, type, ALWAYS_NEW, text);
    }
  }

  private final Supplier<Board> boards;

  PageHandler(Supplier<Board> boards) {
    super("the status page cannot be made");
    this.boards = boards;
  }

  @Override
  void answer(Request request, Response response, Callback callback) {
    Answer answer = answer(request);
    response.setStatus(answer.status());
    SECURITY.forEach((name, value) -> response.getHeaders().put(name, value));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, answer.cache());
    Content.Sink.write(response, true, answer.text(), callback);
  }

  private Answer answer(Request request) {
    // As it was sent: it is decoded once.
    String path = request.getHttpURI().getPath();
    if (path.startsWith(ASSETS)) {
      return asset(path.substring(ASSETS.length()));
    }
    Board board = boards.get();
    if (!path.startsWith(SYNCS)) {
      return Answer.found(HTML, ALWAYS_NEW, Pages.index(board));
    }
    String segment = path.substring(SYNCS.length());
    Optional<Range> range =
        Optional.ofNullable(Request.extractQueryParameters(request).getValue("range"))
            .flatMap(Range::parse);
    return Links.name(segment)
        .flatMap(name -> Pages.sync(board, name, range))
        .map(page -> Answer.found(HTML, ALWAYS_NEW, page))
        .orElseGet(() -> Answer.missing(HTML, Pages.missing(board)));
  }

  private static Answer asset(String file) {
    return Asset.named(file)
        .map(asset -> Answer.found(asset.contentType(), FOR_EVER, asset.text()))
        .or(() -> Icon.named(file).map(icon -> Answer.found("image/svg+xml", FOR_A_DAY, icon)))
        .orElseGet(() -> Answer.missing("text/plain; charset=utf-8", "There is no such file.\n"));
  }
}
