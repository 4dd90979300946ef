/** The built jar and the shipped files, tried from outside. */
@NullMarked
package io.github.scimexporter.it;

import org.jspecify.annotations.NullMarked;
