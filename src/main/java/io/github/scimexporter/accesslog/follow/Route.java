package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.sync.Target;
import java.util.List;

/**
 * What a path leads to.
 *
 * @param endpoints the endpoints that it is on, which have the same path; none: it is on none
 * @param target what it points at there
 */
record Route(List<Endpoint> endpoints, Target target) {
  /** A path on no endpoint. */
  static final Route NONE = new Route(List.of(), Target.OTHER);

  /** Copies the endpoints. */
  Route {
    endpoints = List.copyOf(endpoints);
  }

  /** Whether it leads to no endpoint. */
  boolean isNone() {
    return endpoints.isEmpty();
  }
}
