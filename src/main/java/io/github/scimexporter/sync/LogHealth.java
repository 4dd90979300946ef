package io.github.scimexporter.sync;

/**
 * What the file system says of a log.
 *
 * @param up whether its files can be found and read
 * @param lagBytes bytes on disk that were not read yet
 */
public record LogHealth(boolean up, long lagBytes) {}
