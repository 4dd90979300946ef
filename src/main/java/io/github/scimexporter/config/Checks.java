package io.github.scimexporter.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

  /** A file's name where one is written; relative ones are relative to the directory. */
  Optional<Path> file(Path directory, String key, @Nullable String written) throws ConfigException {
    if (written == null) {
      return Optional.empty();
    }
    try {
      if (!written.isBlank()) {
        return Optional.of(directory.resolve(written));
      }
    } catch (InvalidPathException e) {
      throw wrong(key, "is no file name (" + e.getReason() + ")");
    }
    throw wrong(key, "is empty; write a file name, or leave it out");
  }

  /** Where a proxy is, if one is written. */
  Optional<URI> proxy(String key, @Nullable URI written) throws ConfigException {
    // Java speaks to proxies in clear only; through one, TLS reaches from end to end all the same.
    if (written != null && !"http".equals(written.getScheme())) {
      throw wrong(key, "must begin with http://, e.g. http://proxy.example.com:3128");
    }
    return Optional.ofNullable(written);
  }

  ConfigException wrong(String key, @Nullable String what) {
    return new ConfigException(file + ": " + key + ": " + what);
  }
}
