/**
 * The snapshot file: what was counted and how far each file was read, as one, durable before
 * anybody sees it.
 */
@NullMarked
package io.github.scimexporter.state;

import org.jspecify.annotations.NullMarked;
