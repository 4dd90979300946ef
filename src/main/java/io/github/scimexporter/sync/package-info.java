/**
 * What a sync is and what its evidence means. Pure: no clock, no file, no socket; time comes in as
 * a value.
 */
@NullMarked
package io.github.scimexporter.sync;

import org.jspecify.annotations.NullMarked;
