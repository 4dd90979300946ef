/**
 * Measures scim-exporter beside its peers: {@code bin/bench} starts it, see docs/performance.md.
 */
@org.jspecify.annotations.NullMarked
package io.github.scimexporter.bench;
