/** The status page: makes HTML of a {@link io.github.scimexporter.status.Board}. */
@NullMarked
package io.github.scimexporter.page;

import org.jspecify.annotations.NullMarked;
