/** The commands: each reads its flags, wires the parts and reports. */
@NullMarked
package io.github.scimexporter.cli;

import org.jspecify.annotations.NullMarked;
