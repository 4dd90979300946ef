@NullMarked
package io.github.scimexporter.metrics;

import org.jspecify.annotations.NullMarked;
