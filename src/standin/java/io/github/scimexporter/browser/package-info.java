/** A real browser, in which pages are looked at. */
@NullMarked
package io.github.scimexporter.browser;

import org.jspecify.annotations.NullMarked;
