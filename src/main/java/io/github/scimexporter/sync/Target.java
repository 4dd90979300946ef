package io.github.scimexporter.sync;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a path below a SCIM endpoint points at (RFC 7644, section 3.2). */
public enum Target {
  /** Users or Groups themselves: they exist on every endpoint that a client provisions into. */
  COLLECTION,
  /** One user or group. */
  RESOURCE,
  /** ServiceProviderConfig, Schemas, ResourceTypes: may be answered without any credential. */
  DISCOVERY,
  /** The endpoint itself, Me, Bulk, and whatever else. */
  OTHER;

  private static final Set<String> COLLECTIONS = Set.of("users", "groups");
  private static final Set<String> DISCOVERIES =
      Set.of("serviceproviderconfig", "schemas", "resourcetypes");

  /**
   * Says what the segments after the endpoint's own path point at.
   *
   * @param segments decoded path segments, e.g. {@code [Users, 42]}
   */
  public static Target of(List<String> segments) {
    if (segments.isEmpty()) {
      return OTHER;
    }
    String first = segments.get(0).toLowerCase(Locale.ROOT);
    if (DISCOVERIES.contains(first)) {
      return DISCOVERY;
    }
    if (!COLLECTIONS.contains(first)) {
      return OTHER;
    }
    // POST /Users/.search queries the collection (RFC 7644, section 3.4.3).
    return segments.size() == 1 || segments.get(1).equals(".search") ? COLLECTION : RESOURCE;
  }
}
