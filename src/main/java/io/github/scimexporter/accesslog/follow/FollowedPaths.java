package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which files are a log's.
 *
 * @param world where they are
 * @param globs the patterns that name them
 * @param others the patterns of logs that come first: what they name, too, is theirs
 * @param watch told which directories were listed, so that they can be watched
 */
record FollowedPaths(
    FileWorld world, List<Glob> globs, List<Glob> others, Consumer<Set<Path>> watch) {

  /** The files that are there now. */
  Glob.Found find() {
    Glob.Found found = Glob.findAll(globs);
    watch.accept(found.directories());
    found.files().keySet().removeIf(file -> others.stream().anyMatch(glob -> glob.matches(file)));
    if (!world.hasFileKeys()) {
      Set<Path> all = Set.copyOf(found.files().keySet());
      found.files().keySet().removeIf(file -> leadsToAnother(file, all));
    }
    return found;
  }

  /** Where files have no key, a link would not be known to be the file that it leads to. */
  private static boolean leadsToAnother(Path file, Set<Path> files) {
    try {
      return Files.isSymbolicLink(file) && files.contains(file.toRealPath());
    } catch (IOException e) {
      // It leads nowhere: it is told when it is opened.
      return false;
    }
  }
}
