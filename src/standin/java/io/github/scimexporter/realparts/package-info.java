/**
 * The real Prometheus and Alertmanager that tests and the demo run, as local processes or as
 * containers, and the two places where their notifications arrive. Test and demo code: never in the
 * product's jar.
 */
@org.jspecify.annotations.NullMarked
package io.github.scimexporter.realparts;
