/**
 * The heartbeat log: one JSON object a line for each thing that happened to a sync, for people and
 * scripts that have no Prometheus at hand. Format: docs/heartbeat-log.md.
 */
@NullMarked
package io.github.scimexporter.heartbeatlog;

import org.jspecify.annotations.NullMarked;
