/**
 * Which bytes of the access logs come next: files found, identified by their content, followed
 * through rotation, each line read once.
 */
@NullMarked
package io.github.scimexporter.accesslog.follow;

import org.jspecify.annotations.NullMarked;
