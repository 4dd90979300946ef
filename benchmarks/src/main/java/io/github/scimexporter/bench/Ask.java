package io.github.scimexporter.bench;

import java.util.ArrayList;
import java.util.List;

/** A kind of request, as a provisioning client or a person makes it. */
final class Ask {
  /** Below a sync's path: weight, method, path, query, status, whether the answer has a body. */
  private static final String OF_SYNC =
      """
      46 GET /Users/8f3a# - 200 body
      20 GET /Users filter=userName%20eq%20%22u#%40example.com%22 200 body
      12 PATCH /Users/8f3a# - 204 none
      6 GET /Users/8f3a# - 404 body
      5 POST /Users - 201 body
      3 PATCH /Groups/c0de# - 204 none
      2 GET /Groups startIndex=# 200 body
      1 PUT /Users/8f3a# - 200 body
      1 DELETE /Users/8f3a# - 204 none
      1 POST /Users - 409 body
      1 GET /Users count=# 429 body
      1 GET /Users count=# 503 body
      1 GET /Users count=# 401 body
      """;

  /** What browsers and other programs ask of the same server, in whole paths. */
  private static final String OF_OTHERS =
      """
      24 GET /spotfire/library/# - 200 body
      16 POST /spotfire/ws/pub/Library - 200 body
      14 GET /spotfire/res/#.js - 304 none
      12 GET /spotfire/wp/tiles x=# 200 body
      10 GET /spotfire/api/rest/library/v2 id=# 200 body
      8 POST /spotfire/rest/as/# - 204 none
      6 GET /spotfire/rest/status/getStatus - 200 body
      4 GET /spotfire/login.html target=# 302 none
      3 GET /favicon.ico - 404 body
      2 GET /spotfire/api/rest/library/v2/folders/# - 401 body
      1 PUT /spotfire/api/rest/attachments/#/blocks - 500 body
      """;

  /** The weights of a table add up to this. */
  static final int TABLE = 100;

  /** A text in whose middle a number may stand. */
  record Text(String before, boolean isNumbered, String after) {
    private static Text of(String template) {
      int at = template.indexOf('#');
      return at < 0
          ? new Text(template, false, "")
          : new Text(template.substring(0, at), true, template.substring(at + 1));
    }
  }

  final byte[] method;
  final byte[] path;
  final boolean hasNumber;
  final byte[] afterNumber;
  final byte[] query;
  final boolean hasQueryNumber;
  final byte[] afterQueryNumber;
  final byte[] status;
  final boolean hasBody;

  /** Method and status, as in {@code GET 200}. */
  final String kind;

  private Ask(String[] words) {
    Text wholePath = Text.of(words[2]);
    Text wholeQuery = Text.of(words[3].equals("-") ? "" : words[3]);
    method = LineBytes.ascii(words[1]);
    path = LineBytes.ascii(wholePath.before());
    hasNumber = wholePath.isNumbered();
    afterNumber = LineBytes.ascii(wholePath.after());
    query = LineBytes.ascii(wholeQuery.before());
    hasQueryNumber = wholeQuery.isNumbered();
    afterQueryNumber = LineBytes.ascii(wholeQuery.after());
    status = LineBytes.ascii(words[4]);
    hasBody = words[5].equals("body");
    kind = words[1] + " " + words[4];
  }

  /** What a provisioning client asks, below the sync's path: each as often as its weight says. */
  static List<Ask> ofSync() {
    return table(OF_SYNC);
  }

  /** What others ask. */
  static List<Ask> ofOthers() {
    return table(OF_OTHERS);
  }

  private static List<Ask> table(String text) {
    List<Ask> table = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", -1);
      Ask ask = new Ask(words);
      for (int i = Integer.parseInt(words[0]); i > 0; i--) {
        table.add(ask);
      }
    }
    if (table.size() != TABLE) {
      throw new IllegalStateException("the weights add up to " + table.size());
    }
    return List.copyOf(table);
  }
}
