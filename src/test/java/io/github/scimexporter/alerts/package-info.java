/** The shipped alerts and what is written about them. */
@NullMarked
package io.github.scimexporter.alerts;

import org.jspecify.annotations.NullMarked;
