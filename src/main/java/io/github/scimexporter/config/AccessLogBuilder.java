package io.github.scimexporter.config;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Makes the configuration of a log of what is written. */
final class AccessLogBuilder {
  private final Path directory;
  private final Checks checks;

  AccessLogBuilder(Path directory, Checks checks) {
    this.directory = directory;
    this.checks = checks;
  }

  AccessLogConfig build(String key, ConfigDocument.Log log) throws ConfigException {
    List<String> paths = new ArrayList<>();
    for (String path : checks.required(key + ".paths", log.paths())) {
      if (path == null || path.isBlank() || path.equals("-")) {
        throw checks.wrong(key + ".paths", "must be file names or patterns, e.g. logs/access*.log");
      }
      paths.add(pattern(key + ".paths", path));
    }
    return new AccessLogConfig(
        checks.name(key + ".name", log.name()),
        paths,
        SyslogConfig.NONE,
        Optional.ofNullable(log.format())
            .map(ConfigDocument.Format::format)
            .orElse(LogFormat.Named.AUTO),
        tomcatVersion(key, log),
        Optional.ofNullable(log.locale()),
        Optional.ofNullable(log.timezone()),
        Optional.ofNullable(log.silence()).orElse(Duration.ZERO));
  }

  private int tomcatVersion(String key, ConfigDocument.Log log) throws ConfigException {
    TomcatVersion outer = log.tomcatVersion();
    TomcatVersion inner = log.format() == null ? null : log.format().tomcatVersion();
    if (outer != null && inner != null && !outer.equals(inner)) {
      throw checks.wrong(
          key + ".tomcat_version", "stands in format, too, and differs; remove one of them");
    }
    return Stream.of(outer, inner)
        .filter(Objects::nonNull)
        .findFirst()
        .map(TomcatVersion::major)
        .orElse(AccessLogConfig.DEFAULT_TOMCAT_VERSION);
  }

  private String pattern(String key, String path) throws ConfigException {
    try {
      // Not Path.resolve: a pattern need not be a valid file name (* on Windows).
      boolean absolute = Path.of(path.split("[*?\\[{]", 2)[0]).isAbsolute();
      FileSystems.getDefault().getPathMatcher("glob:" + path);
      return absolute ? path : directory + "/" + path;
    } catch (PatternSyntaxException | InvalidPathException e) {
      throw checks.wrong(
          key,
          "'"
              + path
              + "' is no pattern of file names; write e.g. logs/access*.log, and [ or { only in pairs");
    }
  }
}
