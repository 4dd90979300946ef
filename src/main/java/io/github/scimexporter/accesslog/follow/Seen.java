package io.github.scimexporter.accesslog.follow;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * What the file system says of a file.
 *
 * @param path where it is
 * @param fileKey what the file system knows it by, where there is such a thing
 * @param size its bytes on disk
 * @param modified when it changed last
 */
record Seen(Path path, Optional<String> fileKey, long size, FileTime modified) {}
