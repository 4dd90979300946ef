@NullMarked
package io.github.scimexporter.web;

import org.jspecify.annotations.NullMarked;
