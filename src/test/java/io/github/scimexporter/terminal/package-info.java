@NullMarked
package io.github.scimexporter.terminal;

import org.jspecify.annotations.NullMarked;
