package io.github.scimexporter.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.ComplianceViolation;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.QuotedCSV;

/** Reads {@code WWW-Authenticate} (RFC 9110 section 11.6.1), and puts it in words. */
final class Challenges {
  /** An element of the list: a scheme, a parameter, or a scheme with its first parameter. */
  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z0-9!#$%&'*+.^_`|~-]+)(?:\\s+|$))?"
              + "(?:(?<name>[A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*(?<value>\".*\"|[^\"=]*))?",
          Pattern.DOTALL);

  private Challenges() {}

  /**
   * What the headers say, of which there may be several with several challenges each; what cannot
   * be understood is left out.
   */
  static Answer.Challenge read(List<String> headers, ServerText text) {
    List<String> schemes = new ArrayList<>();
    Map<String, String> bearer = new TreeMap<>();
    for (String header : headers) {
      String scheme = "";
      for (String element : elements(header)) {
        Matcher matcher = ELEMENT.matcher(element);
        if (!matcher.matches()) {
          // Such as the base64 of Negotiate.
          scheme = element.split("\\s", 2)[0];
          schemes.add(text.shown(scheme));
          continue;
        }
        if (matcher.group("scheme") != null) {
          scheme = matcher.group("scheme");
          schemes.add(text.shown(scheme));
        }
        if (matcher.group("name") != null && scheme.equalsIgnoreCase("Bearer")) {
          bearer.putIfAbsent(
              matcher.group("name").toLowerCase(Locale.ROOT),
              text.shown(QuotedCSV.unquote(matcher.group("value"))));
        }
      }
    }
    return new Answer.Challenge(
        said(bearer, "error"),
        said(bearer, "error_description"),
        said(bearer, "scope"),
        schemes.stream().distinct().toList());
  }

  /** Whether the server would take other credentials, and no bearer token. */
  static boolean askForOtherThanBearer(Answer.Challenge challenge) {
    return !challenge.schemes().isEmpty()
        && challenge.schemes().stream().noneMatch("Bearer"::equalsIgnoreCase);
  }

  /** What the server says, to follow the status. */
  static String words(Answer.Challenge challenge) {
    if (askForOtherThanBearer(challenge)) {
      return ", asking for "
          + String.join(" or ", challenge.schemes())
          + ", not for a bearer token";
    }
    Optional<String> text = challenge.description().map(said -> "\"" + said + "\"");
    return ", "
        + challenge
            .error()
            .map(code -> text.map(said -> code + ": " + said).orElse(code))
            .or(() -> text)
            .orElse("without saying why");
  }

  private static Optional<String> said(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
  }

  private static List<String> elements(String header) {
    try {
      // Blanks around = and unclosed quotes are wrong, and are understood all the same.
      return new QuotedCSV(HttpCompliance.LEGACY, ComplianceViolation.Listener.NOOP, true, header)
          .getValues();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // The latter is Jetty's answer to a parameter of no value.
      return List.of();
    }
  }
}
