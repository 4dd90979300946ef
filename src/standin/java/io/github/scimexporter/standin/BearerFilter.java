package io.github.scimexporter.standin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through only with a valid bearer token of sufficient scope; answers 401 and 403 as
 * RFC 6750 section 3 asks. It stands before everything below {@code /api/rest/}, so a path that
 * does not exist is 401 too without a token, as on a real server.
 */
final class BearerFilter extends HttpFilter {
  /** The attribute that Spotfire's access log prints as {@code x-R(spotfire.user)}. */
  static final String USER_ATTRIBUTE = "spotfire.user";

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"spotfire\"";

  private final transient TokenStore tokens;

  BearerFilter(TokenStore tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isOpen(request)) {
      chain.doFilter(request, response);
      return;
    }
    String credentials = credentials(request);
    if (credentials == null) {
      // RFC 6750 section 3.1: a request without credentials gets no error code.
      refuse(response, 401, CHALLENGE, "No bearer token was sent.");
      return;
    }
    IssuedToken token = tokens.find(credentials, Instant.now());
    if (token == null) {
      String text = "The access token expired, was revoked or is unknown.";
      refuse(response, 401, challenge("invalid_token", text), text);
      return;
    }
    request.setAttribute(USER_ATTRIBUTE, token.clientId() + "@SPOTFIREOAUTH2");
    String scope = reads(request) ? TokenStore.READ : TokenStore.WRITE;
    if (!token.scopes().contains(scope)) {
      String text = "The access token lacks a scope.";
      String challenge = challenge("insufficient_scope", text) + ", scope=\"" + scope + "\"";
      refuse(response, 403, challenge, text);
      return;
    }
    chain.doFilter(request, response);
  }

  /** RFC 7643 section 5: how to authenticate should be readable without authentication. */
  private static boolean isOpen(HttpServletRequest request) {
    String path = request.getPathInfo();
    return reads(request) && path != null && path.matches("/[^/]+/ServiceProviderConfig/?");
  }

  private static boolean reads(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  private static @Nullable String credentials(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer ? header.substring(SCHEME.length()).strip() : null;
  }

  private static String challenge(String error, String description) {
    return "%s, error=\"%s\", error_description=\"%s\"".formatted(CHALLENGE, error, description);
  }

  private static void refuse(
      HttpServletResponse response, int status, String challenge, String detail)
      throws IOException {
    response.setHeader("WWW-Authenticate", challenge);
    ScimReply.error(new ScimException(status, null, detail)).send(response);
  }
}
