package io.github.scimexporter.status;

import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.LogState;

/**
 * A log that a sync's evidence comes from.
 *
 * @param name its name in the configuration
 * @param state what was read of it
 * @param health what the file system says of it
 */
public record LogStatus(String name, LogState state, LogHealth health) {}
