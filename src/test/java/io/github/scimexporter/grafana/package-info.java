/** Tests of what Grafana is given, and of the document that describes the metrics it shows. */
@org.jspecify.annotations.NullMarked
package io.github.scimexporter.grafana;
