package io.github.scimexporter.sync;

/** The methods that SCIM uses (RFC 7644, section 3.2); any other is {@link #OTHER}. */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE,
  OTHER;

  /** The value of the metric label {@code method}: the method itself, or {@code other}. */
  public String label() {
    return this == OTHER ? "other" : name();
  }

  /** The method of that name; methods are case-sensitive (RFC 9110, section 9.1). */
  public static Method of(String name) {
    return switch (name) {
      case "GET" -> GET;
      case "POST" -> POST;
      case "PUT" -> PUT;
      case "PATCH" -> PATCH;
      case "DELETE" -> DELETE;
      default -> OTHER;
    };
  }
}
