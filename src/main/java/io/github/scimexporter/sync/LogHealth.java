package io.github.scimexporter.sync;

/**
 * How it stands with a log now.
 *
 * @param up whether its files can be found and read, or its lines received
 * @param lagBytes bytes on disk, or received, that were not read yet
 */
public record LogHealth(boolean up, long lagBytes) {}
