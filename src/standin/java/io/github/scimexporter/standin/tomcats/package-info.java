/**
 * Real Tomcats of several versions, each a process of its own, because their classes cannot stand
 * beside each other. They write access logs under load and know the truth. For tests; never in the
 * product.
 */
@NullMarked
package io.github.scimexporter.standin.tomcats;

import org.jspecify.annotations.NullMarked;
