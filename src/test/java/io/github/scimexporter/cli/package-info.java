@NullMarked
package io.github.scimexporter.cli;

import org.jspecify.annotations.NullMarked;
