@NullMarked
package io.github.scimexporter.token;

import org.jspecify.annotations.NullMarked;
