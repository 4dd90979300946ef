package io.github.scimexporter.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Where links lead. */
public final class Links {
  private static final String RUNBOOK =
      "https://github.com/scim-exporter/scim-exporter/blob/main/docs/alerts.md#";

  private Links() {}

  /** The name of a sync as a part of a path. */
  public static String segment(String sync) {
    // A form's way to write a space is none of a path's.
    return URLEncoder.encode(sync, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The name that {@link #segment} has written, or that somebody typed.
   *
   * @return empty where it cannot be one
   */
  public static Optional<String> name(String segment) {
    try {
      return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      // A % without two digits.
      return Optional.empty();
    }
  }

  /**
   * A configured address, where a browser may be sent there: one that begins with {@code
   * javascript:} would be run.
   */
  static Optional<String> web(String address) {
    try {
      URI uri = new URI(address);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("https") || scheme.equals("http");
      return web && uri.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What the documentation says of an alert. */
  static String runbook(String alert) {
    return RUNBOOK + alert.toLowerCase(Locale.ROOT);
  }
}
