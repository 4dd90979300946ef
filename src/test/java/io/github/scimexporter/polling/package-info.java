@NullMarked
package io.github.scimexporter.polling;

import org.jspecify.annotations.NullMarked;
