package io.github.scimexporter.config;

import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of a log of what is written. */
final class AccessLogBuilder {
  private final Path directory;
  private final Checks checks;
  private final BiConsumer<String, String> warnings;

  /** What can be read only once, with the key that stands for its log. */
  private final Map<String, String> claimed = new HashMap<>();

  /**
   * Makes a builder for all logs of one configuration.
   *
   * @param directory what relative paths are relative to
   * @param warnings takes what is not wrong, but should be known, after its key
   */
  AccessLogBuilder(Path directory, Checks checks, BiConsumer<String, String> warnings) {
    this.directory = directory;
    this.checks = checks;
    this.warnings = warnings;
  }

  AccessLogConfig build(String key, ConfigDocument.Log log) throws ConfigException {
    if (log.syslog() != null && log.paths() != null) {
      throw checks.wrong(key, "has both paths and syslog; remove one of them, or write two logs");
    }
    SyslogConfig syslog = log.syslog() == null ? SyslogConfig.NONE : syslog(key, log.syslog());
    List<String> paths = syslog.isListening() ? List.of() : paths(key + ".paths", log.paths());
    return new AccessLogConfig(
        checks.name(key + ".name", log.name()),
        paths,
        syslog,
        Optional.ofNullable(log.format())
            .map(ConfigDocument.Format::format)
            .orElse(LogFormat.Named.AUTO),
        tomcatVersion(key, log),
        Optional.ofNullable(log.locale()),
        Optional.ofNullable(log.timezone()),
        Optional.ofNullable(log.silence()).orElse(Duration.ZERO));
  }

  private List<String> paths(String key, @Nullable List<String> written) throws ConfigException {
    List<String> paths = new ArrayList<>();
    for (String path : checks.required(key, written)) {
      if (path.isBlank()) {
        throw checks.wrong(
            key,
            "must be file names or patterns, e.g. logs/access*.log, or - alone for standard input");
      }
      paths.add(path.equals(AccessLogConfig.STANDARD_INPUT) ? path : pattern(key, path));
    }
    if (paths.contains(AccessLogConfig.STANDARD_INPUT)) {
      if (paths.size() > 1) {
        throw checks.wrong(key, "- is standard input; write it alone, and files in another log");
      }
      claim(key, "standard input");
    }
    return paths;
  }

  private SyslogConfig syslog(String key, ConfigDocument.Syslog written) throws ConfigException {
    SyslogConfig syslog =
        new SyslogConfig(Optional.ofNullable(written.tcp()), Optional.ofNullable(written.udp()));
    if (!syslog.isListening()) {
      throw checks.wrong(key + ".syslog", "is empty; write e.g. {tcp: 1514} or {udp: 1514}");
    }
    if (written.tcp() != null) {
      listen(key + ".syslog.tcp", "TCP", written.tcp());
    }
    if (written.udp() != null) {
      listen(key + ".syslog.udp", "UDP", written.udp());
    }
    return syslog;
  }

  private void listen(String key, String transport, InetSocketAddress address)
      throws ConfigException {
    if (address.getPort() != 0) {
      // Two addresses of one port could go together; one log for each port is plainer.
      claim(key, transport + " port " + address.getPort());
    }
    if (!address.getAddress().isLoopbackAddress()) {
      warnings.accept(
          key,
          "is not on loopback: anyone who reaches this port can write evidence; leave out the"
              + " address, or let a firewall admit the proxy alone");
    }
  }

  /** What one log reads, no other one can. */
  private void claim(String key, String source) throws ConfigException {
    String other = claimed.putIfAbsent(source, key);
    if (other != null) {
      throw checks.wrong(
          key, source + " is what " + other + " reads; lines go to one log, remove one of them");
    }
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
