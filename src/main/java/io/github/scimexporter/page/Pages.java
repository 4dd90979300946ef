package io.github.scimexporter.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Level;
import java.util.Optional;
import java.util.stream.Stream;

/** The pages, as HTML. */
public final class Pages {
  private Pages() {}

  /** The first page: a card for each sync. */
  public static String index(Board board) {
    return render("index.jte", Index.of(board));
  }

  /**
   * The page of one sync.
   *
   * @param name its name
   * @param range how much of the past its picture shows; empty: what tells the story
   * @return empty where there is no sync of that name
   */
  public static Optional<String> sync(Board board, String name, Optional<Range> range) {
    return board.syncs().stream()
        .filter(sync -> sync.config().name().equals(name))
        .findFirst()
        .map(sync -> render("detail.jte", Detail.of(board, sync, range)));
  }

  /** What is shown where there is no sync of that name. */
  public static String missing(Board board) {
    return render("missing.jte", Frame.of("No such sync", "../", board, Stream.of(Level.UNKNOWN)));
  }

  private static String render(String template, Object page) {
    StringOutput output = new StringOutput();
    // It holds no more than the names of classes: nothing is gained by keeping it.
    TemplateEngine.createPrecompiled(ContentType.Html).render(template, page, output);
    return output.toString();
  }
}
