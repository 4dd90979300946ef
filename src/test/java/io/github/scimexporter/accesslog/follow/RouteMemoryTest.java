package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.sync.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of one path is never said of another one. */
class RouteMemoryTest {
  private final RouteMemory memory = new RouteMemory(1);

  private static LogLine line(String target) {
    byte[] bytes =
        ("1.2.3.4 - - [24/Nov/2026:08:59:38 +0000] \"GET " + target + " HTTP/1.1\" 200 11")
            .getBytes(ISO_8859_1);
    LogLine line = new LogLine();
    assertThat(LineFormat.COMMON.reader("").read(bytes, 0, bytes.length, line))
        .isEqualTo(LineReader.Fit.REQUEST);
    return line;
  }

  private static Route route() {
    return new Route(List.of(), Target.OTHER);
  }

  @Test
  void aPathIsFoundWhateverStandsBehindIt() {
    Route users = route();
    memory.keep(line("/scim/Users"), users);

    assertThat(memory.find(line("/scim/Users"))).isSameAs(users);
    assertThat(memory.find(line("/scim/Users?filter=a"))).isSameAs(users);
    assertThat(memory.find(line("/scim/User"))).isNull();
    assertThat(memory.find(line("/scim/Groups"))).isNull();
    assertThat(memory.find(line("/scim/users"))).isNull();
  }

  @Test
  void ofPathsThatDifferInTheResourceOneIsEnough() {
    Route user = route();
    memory.keepAnyResource(line("/scim/Users/42"), user);

    assertThat(memory.find(line("/scim/Users/43"))).isSameAs(user);
    assertThat(memory.find(line("/scim/Users/xsearch"))).isSameAs(user);
    assertThat(memory.find(line("/scim/Users"))).isNull();
    assertThat(memory.find(line("/scim/Groups/42"))).isNull();
    assertThat(memory.find(line("/scim/Users/42/x"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {".search", "4%32", "42;v=1", "%", ";"})
  void aSegmentThatIsPerhapsNoResourceStandsForNoOther(String segment) {
    Route own = route();
    memory.keepAnyResource(line("/scim/Users/" + segment), own);

    assertThat(memory.find(line("/scim/Users/42"))).isNull();
    assertThat(memory.find(line("/scim/Users/" + segment))).isSameAs(own);
  }

  @ParameterizedTest
  @ValueSource(strings = {".search", "4%32", "42;v=1", "%", ";"})
  void nothingOfOthersIsSaidOfASegmentThatIsPerhapsNoResource(String segment) {
    memory.keepAnyResource(line("/scim/Users/42"), route());

    assertThat(memory.find(line("/scim/Users/" + segment))).isNull();
  }

  @Test
  void whatEndsInASlashIsNotTakenForWhatStandsBeforeAResource() {
    memory.keepAnyResource(line("/scim/Users/42"), route());
    assertThat(memory.find(line("/scim/Users/"))).isNull();

    memory.keep(line("/scim/Groups/"), route());
    memory.keepAnyResource(line("/scim/Groups/"), route());
    assertThat(memory.find(line("/scim/Groups/42"))).isNull();
    assertThat(memory.find(line("/scim/Groups/"))).isNull();
  }

  @Test
  void theLaterTakesThePlaceOfTheEarlier() {
    Map<String, Route> kept = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      String path = "/scim/" + i;
      kept.put(path, route());
      memory.keep(line(path), Objects.requireNonNull(kept.get(path)));
      assertThat(memory.find(line(path))).isSameAs(kept.get(path));
    }

    long found =
        kept.keySet().stream()
            .filter(path -> memory.find(line(path)) != null)
            .peek(path -> assertThat(memory.find(line(path))).isSameAs(kept.get(path)))
            .count();
    assertThat(found).isEqualTo(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The difference stands in whole words of eight bytes, or behind them.
        "/%06d/scim/v2/Users",
        "/scim/v2/%06d/Users",
        "/scim/v2/Users%06d",
        "/%d"
      })
  void pathsLieInAllPlaces(String pattern) {
    RouteMemory large = new RouteMemory(250);
    int paths = 1000;
    for (int i = 0; i < paths; i++) {
      large.keep(line(String.format(pattern, i)), route());
    }

    int found = 0;
    for (int i = 0; i < paths; i++) {
      found += large.find(line(String.format(pattern, i))) == null ? 0 : 1;
    }
    assertThat(found).isGreaterThan(paths * 9 / 10);
  }
}
