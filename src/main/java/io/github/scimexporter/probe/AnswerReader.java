package io.github.scimexporter.probe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpDateTime;

/** Says what an HTTP response means. */
final class AnswerReader {
  private static final JsonFactory JSON = new JsonFactory();

  /** What login pages are called. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "\\b(?:log-?[io]n|sign-?[io]n|(?:sso|saml2?|adfs|oauth2?|openid|authorize)\\b)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final ServerText text;

  AnswerReader(ServerText text) {
    this.text = text;
  }

  Answer read(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return switch (status) {
      case 200 -> ok(response);
      case 401 -> new Answer.Unauthorized(challenge(response));
      case 403 -> new Answer.Forbidden(challenge(response));
      case 404 -> new Answer.NotFound();
      case 429 -> new Answer.Throttled(retryAfter(response));
      case 301, 302, 303, 307, 308 -> redirect(response);
      default -> status >= 500 ? new Answer.ServerError(status) : new Answer.Other(status);
    };
  }

  private Answer.Challenge challenge(HttpResponse<?> response) {
    return Challenges.read(response.headers().allValues("WWW-Authenticate"), text);
  }

  private static Answer ok(HttpResponse<byte[]> response) {
    if (isHtml(response)) {
      return new Answer.LoginPage(200);
    }
    return isScimList(response.body()) ? new Answer.Accepted(200) : new Answer.Other(200);
  }

  private static boolean isHtml(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    String start = new String(response.body(), StandardCharsets.ISO_8859_1).stripLeading();
    return type.toLowerCase(Locale.ROOT).contains("html") || start.startsWith("<");
  }

  /**
   * Whether it is a list of resources, as far as it was read: a server that knows no filters sends
   * all its users, of which only the first ones came.
   */
  private static boolean isScimList(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        JsonToken expected =
            switch (name.toLowerCase(Locale.ROOT)) {
              case "totalresults" -> JsonToken.VALUE_NUMBER_INT;
              case "resources" -> JsonToken.START_ARRAY;
              default -> JsonToken.NOT_AVAILABLE;
            };
        if (value == expected) {
          return true;
        }
        parser.skipChildren();
      }
      return false;
    } catch (IOException e) {
      // No JSON, or one that ends before it said so.
      return false;
    }
  }

  private Answer redirect(HttpResponse<?> response) {
    Optional<URI> target = response.headers().firstValue("Location").flatMap(this::address);
    if (target.isEmpty()) {
      return new Answer.Redirect(response.statusCode(), "");
    }
    URI whole = response.uri().resolve(target.get());
    String shown = text.shown(whole);
    return LOGIN.matcher(whole.getHost() + whole.getPath()).find()
        ? new Answer.LoginPage(response.statusCode(), shown)
        : new Answer.Redirect(response.statusCode(), shown);
  }

  private Optional<URI> address(String location) {
    try {
      return Optional.of(URI.create(location));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    String header = response.headers().firstValue("Retry-After").orElse("").strip();
    if (SECONDS.matcher(header).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
    }
    long millis = HttpDateTime.parseToEpoch(header);
    if (millis < 0) {
      return Optional.empty();
    }
    Duration wait = Duration.between(Instant.now(), Instant.ofEpochMilli(millis));
    return wait.isNegative() ? Optional.empty() : Optional.of(Duration.ofSeconds(wait.toSeconds()));
  }
}
