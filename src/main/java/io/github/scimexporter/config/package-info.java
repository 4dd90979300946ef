/** What the administrator configured, and what is wrong with it. */
@NullMarked
package io.github.scimexporter.config;

import org.jspecify.annotations.NullMarked;
