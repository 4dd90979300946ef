package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the regular files that a pattern names; {@code * ? [ ] { }} may stand in any part of it.
 */
final class Glob {
  /**
   * What was found.
   *
   * @param files the files, sorted by path
   * @param directories the directories that were listed
   * @param missing directories that are not there, with a line each that says so
   * @param unreadable what is there and could not be listed or looked at, with a line each
   */
  record Found(
      SortedMap<Path, Seen> files,
      Set<Path> directories,
      SortedMap<Path, String> missing,
      SortedMap<Path, String> unreadable) {
    private static Found nothing() {
      return new Found(new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Whether the file is in a directory that is not there. */
    boolean isMissing(Path file) {
      return missing.keySet().stream().anyMatch(file::startsWith);
    }

    /** Whether nothing can be said of the file. */
    boolean isUnreadable(Path file) {
      return unreadable.keySet().stream().anyMatch(file::startsWith);
    }

    /** Whether every directory could be listed. */
    boolean isWhole() {
      return missing.isEmpty() && unreadable.isEmpty();
    }

    private void addAll(Found other) {
      files.putAll(other.files);
      directories.addAll(other.directories);
      missing.putAll(other.missing);
      unreadable.putAll(other.unreadable);
    }
  }

  private static final Pattern SPECIAL = Pattern.compile("[*?\\[\\]{}]");

  private final FileWorld world;
  private final Path start;
  private final List<PathMatcher> parts;

  /**
   * Takes a pattern apart.
   *
   * @param pattern an absolute path, its parts separated as the file system does, or by slashes
   */
  Glob(FileWorld world, String pattern) {
    this.world = world;
    FileSystem files = world.fileSystem();
    String separators = files.getSeparator().equals("/") ? "/+" : "[/\\\\]+";
    List<String> all = new ArrayList<>(List.of(pattern.split(separators)));
    StringBuilder fixed = new StringBuilder();
    while (all.size() > 1 && !SPECIAL.matcher(all.get(0)).find()) {
      fixed.append(all.remove(0)).append('/');
    }
    start = world.path(fixed.toString());
    parts = all.stream().map(part -> files.getPathMatcher("glob:" + part)).toList();
  }

  static List<Glob> all(FileWorld world, List<String> patterns) {
    return patterns.stream().map(pattern -> new Glob(world, pattern)).toList();
  }

  /** Whether it names that file, be it there or not. */
  boolean matches(Path file) {
    if (!file.startsWith(start) || file.getNameCount() != start.getNameCount() + parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).matches(file.getName(start.getNameCount() + i))) {
        return false;
      }
    }
    return true;
  }

  /** Looks for the files that are there now. */
  Found find() {
    Found found = Found.nothing();
    descend(start, 0, found);
    return found;
  }

  private void descend(Path directory, int depth, Found found) {
    boolean last = depth == parts.size() - 1;
    for (Path entry : entries(directory, parts.get(depth), found)) {
      if (last) {
        addFile(entry, found);
      } else if (Files.isDirectory(entry)) {
        descend(entry, depth + 1, found);
      }
    }
  }

  private static List<Path> entries(Path directory, PathMatcher matcher, Found found) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(directory, entry -> matcher.matches(entry.getFileName()))) {
      stream.forEach(entries::add);
      found.directories().add(directory);
    } catch (NoSuchFileException e) {
      found.missing().put(directory, directory + ": there is no such directory");
    } catch (NotDirectoryException e) {
      found.unreadable().put(directory, directory + ": is not a directory");
    } catch (AccessDeniedException e) {
      found
          .unreadable()
          .put(
              directory,
              directory + ": may not be listed by this user; grant read and search permission");
    } catch (DirectoryIteratorException | IOException e) {
      found.unreadable().put(directory, directory + ": cannot be listed (" + e.getMessage() + ")");
    }
    return entries;
  }

  private void addFile(Path file, Found found) {
    try {
      world.look(file).ifPresent(seen -> found.files().put(file, seen));
    } catch (NoSuchFileException e) {
      // Gone since the directory was listed: the next look will not list it.
      return;
    } catch (IOException e) {
      found.unreadable().put(file, file + ": cannot be looked at (" + e.getMessage() + ")");
    }
  }

  /** What several patterns find together; a file that two of them name counts once. */
  static Found findAll(List<Glob> globs) {
    Found all = Found.nothing();
    globs.forEach(glob -> all.addAll(glob.find()));
    return all;
  }
}
