/**
 * Running another program on a pseudo-terminal, so that it asks for its password as always, while
 * what it prints is read along. Nothing here knows what the program is or prints.
 */
@NullMarked
package io.github.scimexporter.terminal;

import org.jspecify.annotations.NullMarked;
