package io.github.scimexporter.entra;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Says what an answer means that is none of the awaited ones, and what to do about it. */
final class Refusals {
  private static final String PERMISSION = "Synchronization.Read.All";

  private Refusals() {}

  /**
   * What Graph's answer means, where it is no JSON with status 200.
   *
   * @param client whose permission it is, in words
   * @param now to reckon with a date in Retry-After
   */
  static GraphException ofGraph(
      URI url, GraphHttp.Answer answer, String client, String principal, Instant now) {
    String code = GraphJson.errorCode(GraphJson.tree(answer.body()));
    String said = " (" + answer.status() + (code.isEmpty() ? "" : ", " + code) + ")";
    return switch (answer.status()) {
      case 401 ->
          new GraphException(
              GraphException.Kind.TOKEN_REFUSED,
              GraphHttp.place(url)
                  + " does not accept the token that was issued for it"
                  + said
                  + "; check cloud, and this machine's clock",
              Optional.empty());
      case 403 ->
          new GraphException(
              GraphException.Kind.NOT_ALLOWED,
              client
                  + " may not read provisioning jobs"
                  + said
                  + "; grant it the application permission "
                  + PERMISSION
                  + " and give admin consent, see docs/entra.md",
              Optional.empty());
      case 404 ->
          new GraphException(
              GraphException.Kind.NOT_THERE,
              "Microsoft Graph knows no service principal "
                  + principal
                  + said
                  + "; service_principal_id is the object id on the enterprise application's"
                  + " overview, not that of the app registration and not the application id",
              Optional.empty());
      default -> ofAny(url, answer, said, now);
    };
  }

  /** What the login's answer means, where it is no token. */
  static GraphException ofLogin(URI url, GraphHttp.Answer answer, Instant now) {
    JsonNode body = GraphJson.tree(answer.body());
    int number = body.path("error_codes").path(0).asInt();
    String error = GraphJson.word(body.path("error"));
    String said =
        " ("
            + answer.status()
            + (error.isEmpty() ? "" : ", " + error)
            + (number == 0 ? "" : ", AADSTS" + number)
            + ")";
    if (answer.status() < 400 || answer.status() == 429 || answer.status() >= 500) {
      return ofAny(url, answer, said, now);
    }
    return new GraphException(
        GraphHttp.place(url) + " gives no token" + said + "; " + advice(number));
  }

  private static String advice(int number) {
    return switch (number) {
      case 7000215 -> "the client secret is wrong: paste its Value, not its Secret ID";
      case 7000222 -> "the client secret has expired: make a new one and paste its Value";
      case 700016 -> "that tenant has no such application: check client_id and tenant_id";
      case 90002, 900023, 900021 -> "there is no such tenant: check tenant_id and cloud";
      case 700027 -> "the certificate is not, or no more, one of the application's: upload it";
      case 700024 ->
          "what the certificate signed is not valid yet or any more: set this"
              + " machine's clock right";
      case 70021, 700211, 700212, 700213 ->
          "no federated credential of the application fits the"
              + " token: compare issuer, subject and audience";
      case 7000112 -> "the application is disabled: enable its enterprise application";
      case 500011 -> "Microsoft Graph is not in that tenant's cloud: check cloud";
      default ->
          number == 0
              ? "check tenant_id, client_id and the credential"
              : "see https://login.microsoftonline.com/error?code=" + number;
    };
  }

  /** What any server may answer. */
  private static GraphException ofAny(URI url, GraphHttp.Answer answer, String said, Instant now) {
    String place = GraphHttp.place(url);
    int status = answer.status();
    if (status == 429) {
      return new GraphException(
          GraphException.Kind.THROTTLED,
          place + " is asked too often" + said,
          answer.header("Retry-After").flatMap(text -> retryAfter(text, now)));
    }
    if (status >= 300 && status < 400) {
      return new GraphException(
          place
              + " redirects to "
              + answer.header("Location").flatMap(Refusals::target).orElse("nowhere")
              + said
              + ", which is not followed: a login page or a proxy stands in between, or the URL is"
              + " wrong");
    }
    if (status >= 500) {
      return new GraphException(
          GraphException.Kind.OTHER,
          place + " has trouble of its own" + said,
          answer.header("Retry-After").flatMap(text -> retryAfter(text, now)));
    }
    return status == 200
        ? new GraphException(
            place
                + " answered with something else than JSON ("
                + answer.header("Content-Type").map(Refusals::mediaType).orElse("no type")
                + "): a login page or a proxy stands in between, or the URL is wrong")
        : new GraphException(place + " answered what is not understood" + said);
  }

  /** Seconds, or a date. */
  private static Optional<Duration> retryAfter(String text, Instant now) {
    try {
      Duration wait =
          text.matches("\\d{1,9}")
              ? Duration.ofSeconds(Long.parseLong(text))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(wait).filter(positive -> !positive.isNegative());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Scheme and place only: the rest may be anything. */
  private static Optional<String> target(String location) {
    try {
      URI uri = new URI(location);
      return uri.getRawAuthority() == null
          ? Optional.of("another path")
          : Optional.of(
              GraphJson.word(uri.getScheme() + "://" + uri.getHost(), GraphJson.LONGEST_WORD));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String mediaType(String text) {
    return GraphJson.word(text.split(";", 2)[0].strip(), GraphJson.LONGEST_WORD);
  }
}
