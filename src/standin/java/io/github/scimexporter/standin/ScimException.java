package io.github.scimexporter.standin;

import org.jspecify.annotations.Nullable;

/** A request that SCIM refuses, with what RFC 7644 section 3.12 puts into the answer. */
final class ScimException extends RuntimeException {
  private final int status;
  private final @Nullable String scimType;

  /**
   * @param scimType the detail error keyword of table 9, where the RFC has one
   */
  ScimException(int status, @Nullable String scimType, String detail) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }

  int status() {
    return status;
  }

  @Nullable String scimType() {
    return scimType;
  }
}
