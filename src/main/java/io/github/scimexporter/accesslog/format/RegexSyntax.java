package io.github.scimexporter.accesslog.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes through an expression part by part, to say where in it something is that RE2 does not know,
 * since RE2 itself tells no column. Columns count from 1.
 */
final class RegexSyntax {
  private static final Pattern COUNTED = Pattern.compile("\\{\\d+(,?)(\\d*)}");

  private static final String NEEDS_BACKTRACKING =
      ", which needs backtracking and could take for ever on a line; write out what stands there";

  private final String regex;
  private final List<Integer> parts = new ArrayList<>();
  private final Deque<Group> open = new ArrayDeque<>();
  private int lastAtomRepeats;
  private int nested;

  /** A group that is not closed yet, and the column of the first repetition in it, 0: none. */
  private static final class Group {
    private final int column;
    private int repeats;

    private Group(int column) {
      this.column = column;
    }
  }

  private RegexSyntax(String regex) {
    this.regex = regex;
  }

  /**
   * Goes through an expression.
   *
   * @throws FormatException if it holds what RE2 does not know
   */
  static RegexSyntax of(String regex) throws FormatException {
    RegexSyntax syntax = new RegexSyntax(regex);
    syntax.open.push(new Group(0));
    int at = 0;
    while (at < regex.length()) {
      syntax.parts.add(at);
      at = syntax.part(at);
    }
    Group group = syntax.open.getFirst();
    if (group.column > 0) {
      throw wrong(group.column, "this ( is not closed; write ) where the group ends, or \\(");
    }
    return syntax;
  }

  /** The message for what is wrong at a column. */
  static FormatException wrong(int column, String what) {
    return new FormatException("regex: column " + column + ": " + what);
  }

  /** The column of the first repetition without bound that is inside of another one. */
  Optional<Integer> nestedRepetition() {
    return nested == 0 ? Optional.empty() : Optional.of(nested);
  }

  /** The column of the first part that begins with that text; 1 if there is none. */
  int columnOf(String text) {
    return parts.stream().filter(at -> regex.startsWith(text, at)).findFirst().orElse(0) + 1;
  }

  /** Looks at the part that begins there, and says where the next one does. */
  private int part(int at) throws FormatException {
    char c = regex.charAt(at);
    if (c > '~') {
      throw wrong(
          at + 1,
          "is no ASCII character; lines are matched byte by byte, so write . for each byte");
    }
    switch (c) {
      case '\\' -> {
        return escape(at);
      }
      case '[' -> {
        lastAtomRepeats = 0;
        return classEnd(at);
      }
      case '(' -> {
        open(at);
        return regex.startsWith("(?", at) ? at + 2 : at + 1;
      }
      case ')' -> close(at);
      case '*', '+' -> repeat(at);
      case '?' -> {}
      case '{' -> {
        return counted(at);
      }
      default -> lastAtomRepeats = 0;
    }
    return at + 1;
  }

  private int escape(int at) throws FormatException {
    char escaped = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
    if ((escaped >= '1' && escaped <= '9') || escaped == 'k') {
      throw wrong(at + 1, "is a back reference" + NEEDS_BACKTRACKING);
    }
    lastAtomRepeats = 0;
    if (escaped == 'Q') {
      int end = regex.indexOf("\\E", at);
      return end < 0 ? regex.length() : end + 2;
    }
    return Math.min(at + 2, regex.length());
  }

  private void open(int at) throws FormatException {
    for (String lookAround : List.of("(?=", "(?!", "(?<=", "(?<!")) {
      if (regex.startsWith(lookAround, at)) {
        throw wrong(at + 1, lookAround + " looks around" + NEEDS_BACKTRACKING);
      }
    }
    if (regex.startsWith("(?>", at)) {
      throw wrong(at + 1, "(?> is a group that never backtracks; nothing does here, so write (?:");
    }
    if (regex.startsWith("(?P=", at)) {
      throw wrong(at + 1, "is a back reference" + NEEDS_BACKTRACKING);
    }
    open.push(new Group(at + 1));
  }

  private void close(int at) throws FormatException {
    Group group = open.pop();
    if (group.column == 0) {
      throw wrong(at + 1, "this ) closes no group; write \\) for a bracket of the line");
    }
    lastAtomRepeats = group.repeats;
    noteRepetition(group.repeats);
  }

  private void repeat(int at) {
    if (nested == 0) {
      nested = lastAtomRepeats;
    }
    noteRepetition(at + 1);
  }

  private void noteRepetition(int column) {
    Group group = open.getFirst();
    if (group.repeats == 0) {
      group.repeats = column;
    }
  }

  /** A repetition as {@code {2,5}}; anything else in braces is text. */
  private int counted(int at) {
    Matcher count = COUNTED.matcher(regex).region(at, regex.length());
    if (!count.lookingAt()) {
      lastAtomRepeats = 0;
      return at + 1;
    }
    boolean bounded = String.valueOf(count.group(1)).isEmpty() || !isEmpty(count.group(2));
    if (!bounded) {
      repeat(at);
    }
    return count.end();
  }

  private static boolean isEmpty(String text) {
    return text == null || text.isEmpty();
  }

  private int classEnd(int at) throws FormatException {
    int next = at + 1;
    if (regex.startsWith("^", next)) {
      next++;
    }
    if (regex.startsWith("]", next)) {
      next++;
    }
    while (next < regex.length() && regex.charAt(next) != ']') {
      if (regex.charAt(next) > '~') {
        throw wrong(next + 1, "is no ASCII character; lines are matched byte by byte");
      }
      int named = regex.startsWith("[:", next) ? regex.indexOf(":]", next + 2) : -1;
      if (named >= 0) {
        next = named + 2;
      } else {
        next += regex.charAt(next) == '\\' ? 2 : 1;
      }
    }
    if (next >= regex.length()) {
      throw wrong(at + 1, "this [ is not closed; write ] where the class ends, or \\[");
    }
    return next + 1;
  }
}
