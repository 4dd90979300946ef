@NullMarked
package io.github.scimexporter;

import org.jspecify.annotations.NullMarked;
