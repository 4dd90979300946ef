package io.github.scimexporter.sync;

import org.jspecify.annotations.Nullable;

/**
 * What requests are counted by.
 *
 * @param method the method
 * @param code the HTTP status, 100 to 599
 */
public record RequestKey(Method method, int code) implements Comparable<RequestKey> {
  /** Checks the status. */
  public RequestKey {
    if (code < 100 || code > 599) {
      throw new IllegalArgumentException("status " + code + " is not one of 100 to 599");
    }
  }

  /** Cheap, since it is asked for with each request. */
  @Override
  public int hashCode() {
    return 31 * method.hashCode() + code;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RequestKey key && method == key.method && code == key.code;
  }

  /** As scan reports it, e.g. {@code GET 200}. */
  @Override
  public String toString() {
    return method.label() + " " + code;
  }

  /** Reads what {@link #toString()} wrote. */
  public static RequestKey parse(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("'" + text + "' is not METHOD STATUS, e.g. GET 200");
    }
    return new RequestKey(
        Method.of(text.substring(0, blank)), Integer.parseInt(text.substring(blank + 1)));
  }

  @Override
  public int compareTo(RequestKey other) {
    int byMethod = method.compareTo(other.method);
    return byMethod != 0 ? byMethod : Integer.compare(code, other.code);
  }
}
