@NullMarked
package io.github.scimexporter.config;

import org.jspecify.annotations.NullMarked;
