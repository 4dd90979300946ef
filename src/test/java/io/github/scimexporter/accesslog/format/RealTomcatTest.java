package io.github.scimexporter.accesslog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.scimexporter.accesslog.format.LineReader.Fit;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that Tomcat's own valves wrote are read whole. */
class RealTomcatTest {
  private static final String HEADERS = "Host: localhost\r\nConnection: close\r\n";

  @TempDir private Path directory;

  private static String request(String requestLine, String... headers) {
    return requestLine + "\r\n" + HEADERS + String.join("", headers) + "\r\n";
  }

  private static List<Lines.Read> read(LineFormat format, List<String> lines) {
    LineReader reader = format.reader("");
    List<Lines.Read> read = new ArrayList<>();
    for (String line : lines) {
      Lines.Read one = Lines.read(reader, line);
      assertThat(one.fit()).as(line).isNotEqualTo(Fit.UNFIT);
      if (one.fit() == Fit.REQUEST) {
        assertThat(one.time()).as(line).isCloseTo(Instant.now(), within(2, ChronoUnit.MINUTES));
        assertThat(one.client()).as(line).isEqualTo("127.0.0.1");
        read.add(one);
      }
    }
    return read;
  }

  @Test
  void linesOfTheRealValvesAreReadWhole() throws Exception {
    TomcatLogs tomcat = new TomcatLogs(directory);
    try (tomcat) {
      tomcat.send(request("GET /scim/Users?filter=userName%20eq%20%22a%22 HTTP/1.1"));
      tomcat.send(
          request(
              "PATCH /scim/Users/42 HTTP/1.1",
              "User-Agent: a \"quoted\" \\ agent\r\n",
              "Referer: \u00e4\r\n",
              "Content-Length: 0\r\n"));
      tomcat.send(request("GET /scim/Users? HTTP/1.1"));
      tomcat.send(request("DELETE /scim/Users/%C3%B6;v=1?status=401 HTTP/1.1"));
      tomcat.send(request("GET /scim/Users?\"a\"&status=404 HTTP/1.1"));
      tomcat.send(request("GET /a|b HTTP/1.1"));
      tomcat.send("\u0016\u0003\u0001 nonsense\r\n\r\n");
    }

    List<Lines.Read> common = read(LineFormat.auto(FormatOptions.DEFAULT), tomcat.lines("common"));
    List<Lines.Read> combined =
        read(LineFormat.auto(FormatOptions.DEFAULT), tomcat.lines("combined"));
    List<Lines.Read> extended =
        read(LineFormat.auto(FormatOptions.DEFAULT), tomcat.lines("extended"));

    List<Integer> statuses = List.of(200, 200, 200, 401, 404, 400, 400);
    assertThat(common).extracting(Lines.Read::status).isEqualTo(statuses);
    assertThat(combined).extracting(Lines.Read::status).isEqualTo(statuses);
    assertThat(extended).extracting(Lines.Read::status).isEqualTo(statuses);
    assertThat(common.subList(0, 5))
        .extracting(read -> read.method() + " " + read.path() + " " + read.query())
        .containsExactly(
            "GET /scim/Users filter=userName%20eq%20%22a%22",
            "PATCH /scim/Users/42 ",
            "GET /scim/Users ",
            "DELETE /scim/Users/%C3%B6;v=1 status=401",
            "GET /scim/Users \"a\"&status=404");
    assertThat(combined.subList(0, 5))
        .usingRecursiveComparison()
        .ignoringFields("time")
        .isEqualTo(common.subList(0, 5));
    assertThat(extended.subList(0, 5))
        .usingRecursiveComparison()
        .ignoringFields("user", "time")
        .isEqualTo(common.subList(0, 5));
    assertThat(extended.subList(0, 5)).extracting(Lines.Read::user).containsOnly("jane \"q\" doe");
    assertThat(tomcat.lines("extended")).filteredOn(line -> line.contains("\"  - ")).isNotEmpty();
  }
}
