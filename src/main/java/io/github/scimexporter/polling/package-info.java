/** Threads that ask others again and again. */
@NullMarked
package io.github.scimexporter.polling;

import org.jspecify.annotations.NullMarked;
