/**
 * Asking a SCIM endpoint, as its client would, whether it answers and whether it accepts a token.
 */
@NullMarked
package io.github.scimexporter.probe;

import org.jspecify.annotations.NullMarked;
