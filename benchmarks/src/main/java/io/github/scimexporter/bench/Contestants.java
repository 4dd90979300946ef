package io.github.scimexporter.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who reads logs: the exporter's {@code scan}, and its peers with what is nearest to that. */
final class Contestants {
  /**
   * Method, path and status of the requests that {@code scan} counts: Spotfire writes its path with
   * and without {@code rest/}.
   */
  static final String REGEX =
      "\"[A-Z]+ /spotfire/api/(rest/)?scim/v2/SPOTFIRE[^ ]* HTTP/[0-9.]+\" [0-9]{3} ";

  /**
   * Less than {@code scan} looks for: one spelling of the path, which ripgrep can search as text.
   */
  static final String REGEX_OF_ONE_SPELLING =
      "\"(GET|POST|PUT|PATCH|DELETE) /spotfire/api/rest/scim/v2/SPOTFIRE[^ ]* HTTP/[0-9.]+\""
          + " [0-9]{3} ";

  private static final Pattern MTAIL_COUNT =
      Pattern.compile("requests\\{code=\"(\\d+)\",method=\"([A-Z]+)\".*} (\\d+).*");
  private static final JsonMapper JSON = new JsonMapper();

  private final Parts parts;

  Contestants(Parts parts) {
    this.parts = parts;
  }

  /** {@code scan}, with the configuration beside the log for so many syncs. */
  Contestant scan(MadeLog log, int syncs) throws IOException {
    Path config = Configurations.of(log.file(), log.spec().kind(), syncs);
    SortedMap<String, SortedMap<String, Long>> expected = new TreeMap<>();
    for (int i = 0; i < syncs; i++) {
      String name = SyncNames.name(i);
      expected.put(name, log.counts().requests().getOrDefault(name, new TreeMap<>()));
    }
    return new Contestant(
        "scan",
        List.of(
            parts.launcher().toString(),
            "scan",
            "--config.file=" + config,
            "--format=json",
            log.file().toString()),
        parts.javaEnvironment(),
        log.spec().bytes(),
        output -> same("scan", log, new Counts(log.counts().lines(), expected), scanned(output)));
  }

  private static Counts scanned(Path output) throws IOException {
    JsonNode report = JSON.readTree(output.toFile());
    SortedMap<String, SortedMap<String, Long>> requests = new TreeMap<>();
    for (JsonNode sync : report.path("syncs")) {
      SortedMap<String, Long> ofSync = new TreeMap<>();
      sync.path("requests")
          .properties()
          .forEach(entry -> ofSync.put(entry.getKey(), entry.getValue().longValue()));
      requests.put(sync.path("sync").textValue(), ofSync);
    }
    long fitting = report.path("lines").longValue() - report.path("unparsed").longValue();
    return new Counts(fitting, requests);
  }

  /** ripgrep counting the lines of one sync with one thread, by one of the expressions here. */
  Contestant ripgrep(MadeLog log, String regex) {
    return new Contestant(
        "rg",
        List.of(parts.peer("rg"), "-j1", "-c", regex, log.file().toString()),
        parts.peerEnvironment(),
        log.spec().bytes(),
        output ->
            same(
                "rg", log, log.counts().total(), Long.parseLong(Files.readString(output).strip())));
  }

  /** mtail counting the same by method and status, with the time of the last success. */
  Contestant mtail(MadeLog log) {
    Path program = parts.mtailProgram(log.spec().kind());
    return new Contestant(
        "mtail",
        List.of(
            parts.peer("mtail"),
            "--one_shot",
            "--one_shot_format=prometheus",
            "--logtostderr",
            "--progs=" + program,
            "--logs=" + log.file()),
        parts.peerEnvironment(),
        log.spec().bytes(),
        output -> same("mtail", log, log.counts().byKind(), mtailCounts(output)));
  }

  private static SortedMap<String, Long> mtailCounts(Path output) throws IOException {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (String line : Files.readAllLines(output)) {
      Matcher matcher = MTAIL_COUNT.matcher(line);
      if (matcher.matches()) {
        counts.put(matcher.group(2) + " " + matcher.group(1), Long.valueOf(matcher.group(3)));
      }
    }
    return counts;
  }

  /** goaccess, which tells all requests together. */
  Contestant goaccess(MadeLog log) {
    return new Contestant(
        "goaccess",
        List.of(
            parts.peer("goaccess"),
            "--no-global-config",
            "--no-progress",
            "--log-format=COMMON",
            "--output=json",
            log.file().toString()),
        parts.peerEnvironment(),
        log.spec().bytes(),
        output ->
            same(
                "goaccess",
                log,
                log.counts().lines(),
                JSON.readTree(output.toFile()).path("general").path("valid_requests").longValue()));
  }

  /** gzip, which only decompresses. */
  Contestant gzip(MadeLog log) {
    return new Contestant(
        "gzip -dc",
        List.of("sh", "-c", "exec gzip -dc \"$0\" >/dev/null", log.file().toString()),
        Map.of(),
        log.spec().bytes(),
        output -> {});
  }

  private static void same(String who, MadeLog log, Object expected, Object counted)
      throws BenchException {
    if (!Objects.equals(expected, counted)) {
      throw new BenchException(
          who + " counted " + counted + " in " + log.file() + ", which has " + expected);
    }
  }
}
