package io.github.scimexporter.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks that hold for many keys; each error names the file and the key. */
final class Checks {
  /** What may become a label without surprising anyone. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Path file;

  Checks(Path file) {
    this.file = file;
  }

  <T> List<T> required(String key, @Nullable List<T> list) throws ConfigException {
    if (list == null || list.isEmpty()) {
      throw wrong(key, "is missing or empty; write at least one entry");
    }
    return list;
  }

  String name(String key, @Nullable String name) throws ConfigException {
    if (name == null || !NAME.matcher(name).matches()) {
      throw wrong(
          key,
          (name == null ? "is missing" : "'" + name + "' is no name")
              + "; write up to 64 letters, digits, dots, dashes and underscores");
    }
    return name;
  }

  <T> void refuseTwice(String key, List<T> list, Function<T, String> name) throws ConfigException {
    Set<String> seen = new HashSet<>();
    for (T entry : list) {
      if (!seen.add(name.apply(entry))) {
        throw wrong(key, "the name '" + name.apply(entry) + "' stands twice; give each its own");
      }
    }
  }

  ConfigException wrong(String key, @Nullable String what) {
    return new ConfigException(file + ": " + key + ": " + what);
  }
}
