/** The entry point of scim-exporter. */
@org.jspecify.annotations.NullMarked
package io.github.scimexporter;
