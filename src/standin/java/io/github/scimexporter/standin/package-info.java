/**
 * Stand-ins for both ends of a provisioning: a Spotfire Server that answers SCIM and writes
 * Tomcat's real access logs, and a client that calls it as Microsoft Entra ID does. Test and demo
 * code only, never in the product's jar.
 */
@NullMarked
package io.github.scimexporter.standin;

import org.jspecify.annotations.NullMarked;
