package io.github.scimexporter.accesslog.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.format.LineReader.Fit;
import io.github.scimexporter.standin.TomcatOfVersion;
import io.github.scimexporter.standin.TomcatOfVersion.Line;
import io.github.scimexporter.standin.TomcatOfVersion.Log;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real Tomcats of three lines wrote of hostile requests, in each format, is read whole. */
class RealTomcatLinesTest {
  private static final String ALL_CODES =
      "100 %a %A %b %B %D %F %h %H %I %l %m %p \"%q\" \"%r\" %s %S %t %T \"%u\" %U %v %X"
          + " %{remote}a %{peer}a \"%{User-Agent}i\" \"%{X-Out}o\" \"%{k}c\" \"%{spotfire.user}r\""
          + " \"%{k}s\" %{local}p %{remote}p %{yyyy-MM-dd HH:mm:ss.SSS Z}t %{c}L %{ns}T %{us}T"
          + " %{ms}T %{fracsec}T %{s}T";
  private static final Map<String, String> PATTERNS =
      Map.of(
          "all", ALL_CODES,
          "common", "common",
          "combined", "combined",
          "percent", "%% %h %t \"%r\" %s",
          "wso2", "%h %l %u %t %r %s %b %{Referer}i %{User-Agent}i %T",
          "forwarded", "%{X-Forwarded-For}i %l %u %t \"%r\"  %h   %s %b %D ms;",
          "split", "%{dd/MMM/yyyy}t %{HH:mm:ss}t,%{msec_frac}t|%h|%m|%U%q|%s|%{begin:sec}t",
          "epoch", "%{begin:msec}t %a \"%u\" %m %U %q %H %s %F");
  private static final String SPOTFIRE =
      "date time c-ip x-R(spotfire.user) x-S(spotfire.session-number) x-R(spotfire.request-id)"
          + " cs-method cs-uri-stem cs-uri-query sc-status bytes time-taken-fracsec"
          + " x-H(protocol) x-H(scheme)";
  private static final Map<String, String> EXTENDED =
      Map.of(
          "spotfire",
          SPOTFIRE,
          "bare",
          "date time time-taken c-ip cs(User-Agent) x-H(remoteUser) x-threadname s-ip"
              + " cs-method cs-uri sc-status x-C(k) cs(X-Forwarded-For)");

  /** What was sent, and what is to be read of it. */
  private record Sent(String request, String method, String path, String query, int status) {}

  private static final List<Sent> REQUESTS =
      List.of(
          sent("GET", "/scim/Users", "filter=userName%20eq%20%22a%22", 200),
          sent("PATCH", "/scim/Users/42", "", 200, "User-Agent: a \"b\" \\ c", "Referer: \u00e4 -"),
          new Sent(request("GET /scim/Users? HTTP/1.1"), "GET", "/scim/Users", "", 200),
          sent("DELETE", "/scim/Users/%C3%B6;v=1", "status=401", 401, "X-User: jane \"q\" doe"),
          sent("GET", "/scim/Users", "a=\"b\"&status=404", 404, "X-User: DOMAIN\\n\u00fcrgen"),
          sent("GET", "/sc\"im/Us|ers", "x=\"\\&status=403", 403, "X-User: \""),
          sent("POST", "/scim/Users-", "status=201", 201, "X-Length: 300000"),
          sent("PUT", "/scim/Users/\",\"statusCode", "\"&status=500", 500),
          sent("GET", "/slow", "", 200, "X-Delay: 70", "X-Forwarded-For: 203.0.113.7, 10.0.0.1"),
          new Sent(request("GET /a\u0001b HTTP/1.1"), "GET", "", "", 400),
          new Sent("\u0016\u0003\u0001 nonsense\r\n\r\n", "", "", "", 400));

  @TempDir private Path directory;

  private static Sent sent(
      String method, String path, String query, int status, String... headers) {
    String target = query.isEmpty() ? path : path + "?" + query;
    return new Sent(
        request(method + " " + target + " HTTP/1.1", headers), method, path, query, status);
  }

  private static String request(String requestLine, String... headers) {
    return requestLine
        + "\r\nHost: localhost\r\nConnection: close\r\nCookie: k=v w\r\nContent-Length: 0\r\n"
        + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n")
        + "\r\n";
  }

  private static String user(Sent sent) {
    int at = sent.request().indexOf("X-User: ");
    return at < 0 ? "" : sent.request().substring(at + 8, sent.request().indexOf("\r\n", at));
  }

  private Instant before = Instant.EPOCH;
  private Instant after = Instant.EPOCH;

  private void write(Line line) throws Exception {
    List<Log> logs = new ArrayList<>();
    PATTERNS.forEach(
        (name, pattern) ->
            logs.add(Log.of(name, "AccessLogValve", pattern).with("locale", "de_DE")));
    EXTENDED.forEach((name, pattern) -> logs.add(Log.of(name, "ExtendedAccessLogValve", pattern)));
    logs.add(Log.of("json", "JsonAccessLogValve", ALL_CODES + " %{X-Forwarded-For}i"));
    before = Instant.now();
    try (TomcatOfVersion tomcat = TomcatOfVersion.start(line, directory, logs)) {
      for (Sent sent : REQUESTS) {
        tomcat.send(sent.request());
      }
    }
    after = Instant.now();
  }

  @ParameterizedTest
  @EnumSource(Line.class)
  void whatEachTomcatWroteIsReadWhole(Line line) throws Exception {
    write(line);

    FormatOptions options =
        new FormatOptions(ZoneId.systemDefault(), line.major(), Optional.of(Locale.GERMANY));
    for (Map.Entry<String, String> pattern : PATTERNS.entrySet()) {
      check(line, pattern.getKey(), LineFormat.tomcat(pattern.getValue(), options));
    }
    for (String name : EXTENDED.keySet()) {
      check(line, name, LineFormat.extended(options));
    }
    check(line, "json", LineFormat.json(options));
    check(line, "common", LineFormat.COMMON);
    check(line, "combined", LineFormat.COMBINED);
  }

  private void check(Line line, String name, LineFormat format) throws Exception {
    LineReader reader = format.reader("");
    LogLine into = new LogLine();
    int read = 0;
    for (String text : TomcatOfVersion.lines(directory.resolve(name))) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      Fit fit = reader.read(bytes, 0, bytes.length, into);
      assertThat(fit)
          .as("%s of %s: %s does not fit at %d", name, line, text, reader.mismatch())
          .isNotEqualTo(Fit.UNFIT);
      if (fit == Fit.REQUEST) {
        check(line, name, REQUESTS.get(read), into);
        read++;
      }
    }
    assertThat(read).as("%s of %s", name, line).isEqualTo(REQUESTS.size());
  }

  private void check(Line line, String name, Sent sent, LogLine read) {
    String what = "%s of %s: %s".formatted(name, line, sent);
    assertThat(read.status()).as(what).isEqualTo(sent.status());
    assertThat(read.path()).as(what).isEqualTo(asLogged(line, name, sent.path(), false));
    assertThat(read.query()).as(what).isEqualTo(asLogged(line, name, sent.query(), true));
    assertThat(read.method()).as(what).isEqualTo(sent.method());
    assertThat(read.client()).as(what).isEqualTo("127.0.0.1");
    if (!List.of("percent", "split").contains(name) && !sent.path().isEmpty()) {
      assertThat(read.user()).as(what).isEqualTo(user(sent));
    }
    Instant time = Instant.ofEpochMilli(read.timeMillis(after.toEpochMilli()));
    assertThat(time).as(what).isBetween(before.minusSeconds(1), after);
    checkDuration(line, name, sent, read, what);
  }

  private static void checkDuration(Line line, String name, Sent sent, LogLine read, String what) {
    boolean none = List.of("percent", "split", "common", "combined").contains(name);
    boolean wholeSeconds = line != Line.V9 && List.of("wso2", "bare").contains(name);
    if (none) {
      assertThat(read.durationMicros()).as(what).isEqualTo(LogLine.NO_DURATION);
    } else {
      boolean slow = sent.path().equals("/slow") && !wholeSeconds;
      // %F is the time until the answer began, in ms.
      assertThat(read.durationMicros()).as(what).isBetween(slow ? 60_000L : 0L, 20_000_000L);
    }
  }

  /** Since 11.0.21 (and 10.1.54, 9.0.117) what a client puts into a request line is escaped. */
  private static String asLogged(Line line, String name, String text, boolean isQuery) {
    if (line != Line.V11 || name.equals("json")) {
      return text;
    }
    String escaped = Escapes.escaped(text);
    return EXTENDED.containsKey(name) && isQuery ? escaped.replace("\\\"", "\"\"") : escaped;
  }
}
