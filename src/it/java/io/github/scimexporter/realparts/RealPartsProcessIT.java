package io.github.scimexporter.realparts;

/** The process lane: a missing Prometheus fails it, and says how to get one. */
class RealPartsProcessIT extends RealPartsContract {
  @Override
  RealParts parts() {
    return RealParts.processes();
  }
}
