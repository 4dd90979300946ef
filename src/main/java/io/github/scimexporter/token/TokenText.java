package io.github.scimexporter.token;

import io.github.scimexporter.config.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an administrator has of a token: the output of {@code config issue-access-token} with
 * whatever a terminal shows around it, or the token alone.
 */
public final class TokenText {
  // The prompt may stand before it on the same line: the password is typed without echo, and not
  // every console writes a line end after it.
  private static final String PROMPT = "^(?:.*:)?\\s*";
  private static final Pattern TOKEN_LINE = Pattern.compile(PROMPT + "Access token: *(\\S+)\\s*$");
  private static final Pattern UNTIL_LINE = Pattern.compile(PROMPT + "Valid until: *(\\S.*)$");
  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e]{8,}");

  /** What terminals mark pasted text and colours with. */
  private static final Pattern CONTROL_SEQUENCE = Pattern.compile("\\x1b\\[[0-?]*[ -/]*[@-~]");

  private static final String GIVE_ONE =
      "; give one alone, or the output of config issue-access-token";

  private final String source;
  private final Secret value;
  private final List<String> dates;

  private TokenText(String source, Secret value, List<String> dates) {
    this.source = source;
    this.value = value;
    this.dates = dates;
  }

  /**
   * Finds the token in a text.
   *
   * @param source where the text comes from, for messages: {@code standard input}
   * @throws TokenException if there is not exactly one; the message never holds what was read
   */
  public static TokenText of(String source, String text) throws TokenException {
    List<String> lines = lines(text);
    List<String> tokens = matches(TOKEN_LINE, lines);
    List<String> dates = matches(UNTIL_LINE, lines);
    if (tokens.isEmpty() && !dates.isEmpty()) {
      throw new TokenException(
          source
              + ": holds a date, but no line 'Access token: ...'; give the whole output of config"
              + " issue-access-token");
    }
    if (tokens.isEmpty()) {
      tokens = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
    if (tokens.isEmpty() || !tokens.stream().allMatch(TokenText::isBare)) {
      throw new TokenException(source + ": holds no token" + GIVE_ONE);
    }
    if (tokens.size() > 1) {
      throw new TokenException(source + ": holds more than one token" + GIVE_ONE);
    }
    return new TokenText(source, new Secret(tokens.get(0)), dates);
  }

  /** The different tokens that a text shows as Spotfire's tool prints them. */
  public static List<String> printed(String text) {
    return matches(TOKEN_LINE, lines(text));
  }

  /** Whether a line may be a token alone. */
  public static boolean isBare(String line) {
    return BARE.matcher(line).matches();
  }

  /** The token. */
  public Secret value() {
    return value;
  }

  /** Where the text comes from. */
  String source() {
    return source;
  }

  /**
   * The date that stands beside the token.
   *
   * @throws TokenException if there are several
   */
  Optional<String> date() throws TokenException {
    if (dates.size() > 1) {
      throw new TokenException(
          source + ": holds more than one 'Valid until:'; give the output for one token");
    }
    return dates.stream().findFirst();
  }

  /** Not what was read: where lines came out joined, the token may stand anywhere in it. */
  @Override
  public String toString() {
    return "(a token from " + source + ")";
  }

  /** A text without what is no letter of it: colours, and the marks of pasted text. */
  public static String withoutControlSequences(String text) {
    return CONTROL_SEQUENCE.matcher(text).replaceAll("");
  }

  private static List<String> lines(String text) {
    return withoutControlSequences(text).lines().toList();
  }

  private static List<String> matches(Pattern pattern, List<String> lines) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1).strip())
        .distinct()
        .toList();
  }
}
