package io.github.scimexporter.realparts;

/** The container lane: runs where it was asked for, and then a broken engine fails it. */
@ContainerLane
class RealPartsContainerIT extends RealPartsContract {
  @Override
  RealParts parts() {
    return RealParts.containers();
  }
}
