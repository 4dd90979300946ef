@NullMarked
package io.github.scimexporter.sync;

import org.jspecify.annotations.NullMarked;
