/** The story that this project must make impossible to repeat, told in a minute. */
@NullMarked
package io.github.scimexporter.demo;

import org.jspecify.annotations.NullMarked;
