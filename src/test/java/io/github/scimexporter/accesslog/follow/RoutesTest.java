package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where paths lead, among many endpoints and again and again. */
class RoutesTest {
  private static Route of(Routes routes, String path) {
    byte[] line = ReceivedLines.line(path).getBytes(ISO_8859_1);
    LogLine read = new LogLine();
    LineFormat.COMMON.reader("").read(line, 0, line.length, read);
    return routes.of(read);
  }

  /** The same by looking at each endpoint, the longest first. */
  private static Route byLookingAtEach(List<Endpoint> endpoints, String path) {
    List<String> segments = UrlPath.segments(path);
    return endpoints.stream()
        .filter(endpoint -> endpoint.contains(segments))
        .max(Comparator.comparing(endpoint -> endpoint.segments().size()))
        .map(
            longest ->
                new Route(
                    endpoints.stream()
                        .filter(endpoint -> endpoint.contains(segments))
                        .filter(endpoint -> endpoint.segments().size() == longest.segments().size())
                        .toList(),
                    Target.of(longest.below(segments))))
        .orElse(Route.NONE);
  }

  @Test
  void aPathLeadsWhereLookingAtEachEndpointLeads() {
    Seed seed = Seed.get();
    int found = 0;
    for (int number = 0; number < 2000; number++) {
      Random random = seed.random(number);
      List<SyncConfig> syncs = RandomPaths.syncs(random);
      List<Endpoint> endpoints = Endpoint.of(syncs);
      Routes routes = new Routes(endpoints);
      List<String> paths = new ArrayList<>();
      IntStream.range(0, 10).forEach(i -> paths.add(RandomPaths.path(random, syncs)));
      // What was remembered must not lead others astray, nor itself.
      for (int i = 0; i < 40; i++) {
        String path = paths.get(random.nextInt(paths.size()));
        Route expected = byLookingAtEach(endpoints, path);
        found += expected.isNone() ? 0 : 1;
        assertThat(of(routes, path)).as(seed.describe(number) + ": " + path).isEqualTo(expected);
      }
    }
    assertThat(found).isGreaterThan(1000);
  }

  @Test
  void whatIsNoResourceIsNotTakenForOneThatWasRemembered() {
    Routes routes = new Routes(Endpoint.of(List.of(Syncs.sync("s", "http://h/scim/v2"))));
    for (int round = 0; round < 2; round++) {
      assertThat(of(routes, "/scim/v2/Users/1").target()).isEqualTo(Target.RESOURCE);
      for (String none : List.of("", ".search", "%2Esearch", ".sear%63h", ".search;a=b", ";a=b")) {
        assertThat(of(routes, "/scim/v2/Users/" + none).target())
            .as(none)
            .isEqualTo(Target.COLLECTION);
      }
    }
  }

  @Test
  void thousandsOfPathsAreKeptApart() {
    List<SyncConfig> syncs =
        IntStream.range(0, 3000)
            .mapToObj(i -> Syncs.sync("s" + i, "http://h/scim/v2/t" + i))
            .toList();
    Routes routes = new Routes(Endpoint.of(syncs));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3000; i++) {
        Route users = of(routes, "/scim/v2/t" + i + "/Users");
        Route user = of(routes, "/scim/v2/t" + i + "/Users/" + round);
        assertThat(users.endpoints()).singleElement().matches(isOf("s" + i));
        assertThat(user.endpoints()).singleElement().matches(isOf("s" + i));
        assertThat(users.target()).isEqualTo(Target.COLLECTION);
        assertThat(user.target()).isEqualTo(Target.RESOURCE);
      }
    }
  }

  private static Predicate<Endpoint> isOf(String sync) {
    return endpoint -> endpoint.sync().name().equals(sync);
  }
}
