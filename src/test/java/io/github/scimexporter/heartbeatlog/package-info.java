@NullMarked
package io.github.scimexporter.heartbeatlog;

import org.jspecify.annotations.NullMarked;
