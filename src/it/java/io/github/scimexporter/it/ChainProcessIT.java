package io.github.scimexporter.it;

import io.github.scimexporter.realparts.RealParts;

/** The process lane: a missing Prometheus fails it, and says how to get one. */
class ChainProcessIT extends ChainContract {
  @Override
  RealParts parts() {
    return RealParts.processes();
  }
}
