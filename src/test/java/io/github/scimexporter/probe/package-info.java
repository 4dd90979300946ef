/** Tests of asking an endpoint. */
@NullMarked
package io.github.scimexporter.probe;

import org.jspecify.annotations.NullMarked;
