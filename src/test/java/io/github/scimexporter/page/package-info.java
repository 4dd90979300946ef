@NullMarked
package io.github.scimexporter.page;

import org.jspecify.annotations.NullMarked;
