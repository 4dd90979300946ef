package io.github.scimexporter.it;

import io.github.scimexporter.realparts.ContainerLane;
import io.github.scimexporter.realparts.RealParts;

/** The container lane: runs where it was asked for, and then a broken engine fails it. */
@ContainerLane
class ChainContainerIT extends ChainContract {
  @Override
  RealParts parts() {
    return RealParts.containers();
  }
}
