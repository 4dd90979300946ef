@NullMarked
package io.github.scimexporter.entra;

import org.jspecify.annotations.NullMarked;
