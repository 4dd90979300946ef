@NullMarked
package io.github.scimexporter.status;

import org.jspecify.annotations.NullMarked;
