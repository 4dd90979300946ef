/**
 * A whole installation on loopback: stand-ins for Spotfire and Entra, the built exporter as a
 * process, a real Prometheus and Alertmanager with the shipped files, and the administrator's
 * mailbox. For tests and the demo; never in the product.
 */
@NullMarked
package io.github.scimexporter.installation;

import org.jspecify.annotations.NullMarked;
