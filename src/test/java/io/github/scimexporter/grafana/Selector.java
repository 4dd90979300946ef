package io.github.scimexporter.grafana;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * A vector or range selector found in PromQL.
 *
 * <p>This is a scanner, not a parser: it knows strings, comments, brackets, label lists and
 * keywords, which is enough to find every selector and the function around it. Whether the grammar
 * fits is for a real Prometheus to say.
 *
 * @param metric the metric's name, empty if there is none
 * @param matchers what stands between the braces, whitespace removed, split at commas
 * @param range the range in its brackets, empty for an instant vector
 * @param function the innermost function or aggregation that the selector is an argument of, empty
 *     if none
 */
record Selector(String metric, List<String> matchers, String range, String function) {
  private static final Set<String> LABEL_LISTS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

  Selector {
    matchers = List.copyOf(matchers);
  }

  /**
   * Finds all selectors.
   *
   * @throws IllegalArgumentException if brackets or quotes do not pair
   */
  static List<Selector> in(String promql) {
    return new Scanner(promql).scan();
  }

  private static final class Scanner {
    private final String text;
    private final List<Selector> found = new ArrayList<>();
    private final Deque<String> calls = new ArrayDeque<>();
    private int at;
    // The name that the next opening parenthesis belongs to.
    private String pending = "";

    Scanner(String text) {
      this.text = text;
    }

    List<Selector> scan() {
      skipBlank();
      while (at < text.length()) {
        step();
        skipBlank();
      }
      if (!calls.isEmpty()) {
        throw new IllegalArgumentException("an opening parenthesis is not closed: " + text);
      }
      return List.copyOf(found);
    }

    private void step() {
      char c = text.charAt(at);
      if (c == '(') {
        calls.push(pending);
        pending = "";
        at++;
      } else if (c == ')') {
        if (calls.isEmpty()) {
          throw new IllegalArgumentException("a closing parenthesis too many: " + text);
        }
        calls.pop();
        at++;
      } else if (c == '"') {
        quoted();
      } else if (c == '[') {
        // The range of a subquery; that of a selector is read with the selector.
        until(']');
      } else if (c == '{') {
        selector("");
      } else if (Character.isDigit(c)) {
        word();
      } else if (Character.isLetter(c) || c == '_' || c == ':') {
        name(word());
      } else {
        at++;
      }
    }

    private void name(String name) {
      skipBlank();
      boolean opens = at < text.length() && text.charAt(at) == '(';
      if (LABEL_LISTS.contains(name)) {
        if (opens) {
          until(')');
        }
      } else if (opens || aggregates()) {
        pending = name;
      } else if (!KEYWORDS.contains(name)) {
        selector(name);
      }
    }

    private boolean aggregates() {
      return text.startsWith("by ", at) || text.startsWith("without ", at);
    }

    private void selector(String metric) {
      List<String> matchers = new ArrayList<>();
      if (at < text.length() && text.charAt(at) == '{') {
        int start = ++at;
        while (peek() != '}') {
          if (peek() == '"') {
            quoted();
          } else if (peek() == ',') {
            matchers.add(text.substring(start, at).strip());
            start = ++at;
          } else {
            at++;
          }
        }
        matchers.add(text.substring(start, at++).strip());
      }
      String range = "";
      if (at < text.length() && text.charAt(at) == '[') {
        int start = at + 1;
        until(']');
        range = text.substring(start, at - 1);
      }
      String function = calls.peek();
      found.add(new Selector(metric, matchers, range, function == null ? "" : function));
    }

    private char peek() {
      if (at >= text.length()) {
        throw new IllegalArgumentException("a brace or a quote is not closed: " + text);
      }
      return text.charAt(at);
    }

    private void quoted() {
      at++;
      while (peek() != '"') {
        at += peek() == '\\' ? 2 : 1;
      }
      at++;
    }

    private void until(char end) {
      int close = text.indexOf(end, at);
      if (close < 0) {
        throw new IllegalArgumentException("no " + end + " after position " + at + ": " + text);
      }
      at = close + 1;
    }

    private String word() {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || "_:.$".indexOf(text.charAt(at)) >= 0)) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skipBlank() {
      while (at < text.length()) {
        if (text.charAt(at) == '#') {
          int end = text.indexOf('\n', at);
          at = end < 0 ? text.length() : end;
        } else if (Character.isWhitespace(text.charAt(at))) {
          at++;
        } else {
          return;
        }
      }
    }
  }
}
