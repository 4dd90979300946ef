package io.github.scimexporter.accesslog.follow;

/**
 * A file that is not known yet by its path, while it is found out who it is.
 *
 * @param seen what the file system says of it
 * @param content what it says itself
 * @param head how it begins
 */
record Met(Seen seen, Content content, Head head) {}
