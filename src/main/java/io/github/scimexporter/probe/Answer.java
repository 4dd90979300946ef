package io.github.scimexporter.probe;

import io.github.scimexporter.config.PrometheusDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of asking the endpoint. No record holds anything of a token, a query or a person. */
public sealed interface Answer {
  /** The HTTP status; 0 if there was no answer. */
  default int status() {
    return 0;
  }

  /** What came of it, in words: a sentence that begins with a small letter and has no full stop. */
  String words();

  /** What to do next, whatever is known of the token: a sentence. */
  String advice();

  /**
   * It answered as a SCIM service provider does: the token is accepted and may read users.
   *
   * @param status the HTTP status
   */
  record Accepted(int status) implements Answer {
    @Override
    public String words() {
      return "the server accepts the token (" + status + ", a SCIM list)";
    }

    @Override
    public String advice() {
      return "Nothing.";
    }
  }

  /**
   * 401: no token was sent, or it is not accepted.
   *
   * @param challenge what the server says of it
   */
  record Unauthorized(Challenge challenge) implements Answer {
    @Override
    public int status() {
      return 401;
    }

    @Override
    public String words() {
      return "the server refuses the token (401" + Challenges.words(challenge) + ")";
    }

    @Override
    public String advice() {
      return Challenges.askForOtherThanBearer(challenge)
          ? "Nothing here takes bearer tokens, it seems: see that the sync's endpoint is the SCIM"
              + " base URL, and what stands before the server."
          : "See whether the token expired, was revoked, or belongs to another server. A 401 does"
              + " not prove that the URL is right: Spotfire answers every path so.";
    }
  }

  /**
   * 403: the token is known, but may not read users.
   *
   * @param challenge what the server says of it
   */
  record Forbidden(Challenge challenge) implements Answer {
    @Override
    public int status() {
      return 403;
    }

    @Override
    public String words() {
      return "the server does not let the token read users (403"
          + Challenges.words(challenge)
          + ")";
    }

    @Override
    public String advice() {
      return "The token lacks a scope"
          + challenge.scope().map(scope -> " (" + scope + ")").orElse("")
          + ": issue one with -Suser-directory.read.all -Suser-directory.write.all."
          + (challenge.equals(Challenge.NONE)
              ? " Or a firewall or proxy before the server forbids it: look there, too."
              : "");
    }
  }

  /** 404: there are no users under that base URL. */
  record NotFound() implements Answer {
    @Override
    public int status() {
      return 404;
    }

    @Override
    public String words() {
      return "the server knows no users at this URL (404)";
    }

    @Override
    public String advice() {
      return "Correct the sync's endpoint: the whole SCIM base URL, with the domain at its end.";
    }
  }

  /**
   * 429: too many requests.
   *
   * @param retryAfter how long the server asks to wait
   */
  record Throttled(Optional<Duration> retryAfter) implements Answer {
    @Override
    public int status() {
      return 429;
    }

    @Override
    public String words() {
      return "the server is asked too often (429"
          + retryAfter.map(wait -> ", wait " + PrometheusDuration.format(wait)).orElse("")
          + ")";
    }

    @Override
    public String advice() {
      return "Ask again later; nothing is known of the token.";
    }
  }

  /**
   * 5xx.
   *
   * @param status the HTTP status
   */
  record ServerError(int status) implements Answer {
    @Override
    public String words() {
      return "the server, or a proxy before it, fails (" + status + ")";
    }

    @Override
    public String advice() {
      return "Look at the server and its log; nothing is known of the token.";
    }
  }

  /**
   * 3xx, which no SCIM client follows with its token.
   *
   * @param status the HTTP status
   * @param target where to: scheme, host and path only; empty if not said
   */
  record Redirect(int status, String target) implements Answer {
    @Override
    public String words() {
      return "the server sends elsewhere ("
          + status
          + (target.isEmpty() ? "" : ", to " + target)
          + "), and the token was not sent there";
    }

    @Override
    public String advice() {
      return "Correct the sync's endpoint: it must be the SCIM base URL itself.";
    }
  }

  /**
   * A page for people, as a login page in front of the endpoint.
   *
   * @param status the HTTP status: 200, or that of a redirect to the page
   * @param target where it redirects to: scheme, host and path only; empty if it shows the page
   */
  record LoginPage(int status, String target) implements Answer {
    /** A page that was shown. */
    public LoginPage(int status) {
      this(status, "");
    }

    @Override
    public String words() {
      return target.isEmpty()
          ? "a page for people came (" + status + ", HTML), no SCIM"
          : "the server sends to a login page (" + status + ", to " + target + ")";
    }

    @Override
    public String advice() {
      return "See that the sync's endpoint is the SCIM base URL, and that no login for people"
          + " stands before it.";
    }
  }

  /**
   * Anything else that is no SCIM.
   *
   * @param status the HTTP status
   */
  record Other(int status) implements Answer {
    @Override
    public String words() {
      return switch (status) {
        case 200 -> "the server answers, but not with a SCIM list (200)";
        case 400 -> "the server does not understand the question (400)";
        case 407 -> "the proxy asks for a user name and a password (407)";
        default -> "the server gives an answer that says nothing of the token (" + status + ")";
      };
    }

    @Override
    public String advice() {
      return switch (status) {
        case 400 ->
            "See that the sync's endpoint is the SCIM base URL, and begins with https:// where the"
                + " server speaks TLS.";
        case 407 -> "Use a proxy that asks for none in probe.proxy_url.";
        default -> "See that the sync's endpoint is the SCIM base URL.";
      };
    }
  }

  /**
   * No secure connection; the token was not sent, or not read.
   *
   * @param kind what is wrong
   * @param reason in words
   */
  record TlsFailure(TlsProblem kind, String reason) implements Answer {
    @Override
    public String words() {
      return "there is no secure connection: " + reason;
    }

    @Override
    public String advice() {
      return kind.advice();
    }
  }

  /**
   * No answer.
   *
   * @param kind at which step
   * @param reason in words
   */
  record NetworkFailure(Kind kind, String reason) implements Answer {
    /** The step that failed. */
    public enum Kind {
      UNKNOWN_HOST,
      CONNECTION_REFUSED,
      NO_ROUTE,
      CONNECT_TIMEOUT,
      TIMEOUT,
      CLOSED,
      PROXY,
      NO_HTTP,
      OTHER
    }

    @Override
    public String words() {
      return "the server cannot be asked: " + reason;
    }

    @Override
    public String advice() {
      return Failures.advice(kind);
    }
  }

  /**
   * The challenge of RFC 6750 section 3 ({@code WWW-Authenticate: Bearer error="..."}), with texts
   * that may be shown.
   *
   * @param error the code, e.g. {@code invalid_token}
   * @param description the text beside it
   * @param scope what would be needed
   * @param schemes every scheme that the server offers, e.g. {@code Bearer}
   */
  record Challenge(
      Optional<String> error,
      Optional<String> description,
      Optional<String> scope,
      List<String> schemes) {
    /** None was sent. */
    public static final Challenge NONE =
        new Challenge(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public Challenge {
      schemes = List.copyOf(schemes);
    }
  }
}
