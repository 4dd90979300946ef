package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.SyncConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines are found among many. */
class SieveTest {
  private static final Instant NOW = Instant.parse("2024-11-24T12:00:00Z");

  private final Sieve sieve = new Sieve(anchors("http://h/spotfire/api/rest/scim/v2/SPOTFIRE"));

  private static Anchors anchors(String endpoint) {
    return Anchors.of(Endpoint.of(List.of(Syncs.sync("s", endpoint))));
  }

  private static String line(String path) {
    return ReceivedLines.line(path) + "\n";
  }

  private static String others(int lines) {
    return line("/spotfire/wp/analysis?id=1").repeat(lines);
  }

  /** The lines that are found, by their numbers. */
  private List<Integer> found(String chunk) {
    byte[] bytes = ("\n" + chunk + line("/scim")).getBytes(ISO_8859_1);
    int end = 1 + chunk.length();
    assertThat(sieve.sift(bytes, 1, end)).isTrue();
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < sieve.count(); i++) {
      assertThat(bytes[sieve.start(i) - 1]).isEqualTo((byte) '\n');
      numbers.add(Newlines.count(bytes, 1, sieve.start(i)));
    }
    return numbers;
  }

  @Test
  void aLineWithTheWordIsFoundWhereverItStands() {
    String scim = line("/spotfire/api/rest/scim/v2/SPOTFIRE/Users?filter=scim");

    assertThat(found(scim + others(3) + scim + scim + others(1) + scim))
        .containsExactly(0, 4, 5, 7);
    assertThat(sieve.lines()).isEqualTo(8);
  }

  @Test
  void nothingIsFoundWhereItStandsNowhere() {
    assertThat(found(others(20) + line("/s/c/i/m/sci/cim/a%20b%2Fc"))).isEmpty();
  }

  @Test
  void aWordThatIsCutByTheChunkIsNotFound() {
    byte[] bytes = "scim\nother\nscim\n".getBytes(ISO_8859_1);

    assertThat(sieve.sift(bytes, 5, 11)).isTrue();
    assertThat(sieve.count()).isZero();
    assertThat(sieve.sift(bytes, 2, 13)).isTrue();
    assertThat(sieve.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spotfire/api/rest/%73cim/v2/SPOTFIRE",
        "/spotfire/api/rest/s%63im/v2/SPOTFIRE",
        "/spotfire/api/rest/sci%6D/v2/SPOTFIRE",
        "/spotfire/api/rest/sci%6d/v2/SPOTFIRE",
        "/spotfire/api/rest/\\u0073cim/v2/SPOTFIRE",
      })
  void aWordInOtherBytesIsFound(String path) {
    assertThat(found(others(2) + line(path) + others(1))).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource({"http://h/m/aaa, /m/aaa/Users", "http://h/%C3%B6l/, /%C3%B6l/Users"})
  void anyWordIsFound(String endpoint, String path) {
    Sieve other = new Sieve(anchors(endpoint));
    byte[] chunk = (others(2) + line(path)).getBytes(ISO_8859_1);

    assertThat(other.sift(chunk, 0, chunk.length)).isTrue();
    assertThat(other.count()).isEqualTo(1);
  }

  @Test
  void aHeaderMeansThatEachLineIsToBeRead() {
    byte[] first = ("#Fields: date\n" + others(2)).getBytes(ISO_8859_1);
    byte[] last = (others(2) + "#Version: 2.0\n").getBytes(ISO_8859_1);
    byte[] none = (others(2) + line("/a#b")).getBytes(ISO_8859_1);

    assertThat(sieve.sift(first, 0, first.length)).isFalse();
    assertThat(sieve.sift(last, 0, last.length)).isFalse();
    assertThat(sieve.sift(none, 0, none.length)).isTrue();
  }

  @Test
  void whereMostLinesAreFoundItIsLeftAloneForAWhile() {
    byte[] most = (line("/scim").repeat(2) + others(1)).getBytes(ISO_8859_1);
    byte[] half = (line("/scim") + others(1)).getBytes(ISO_8859_1);
    assertThat(sieve.sift(half, 0, half.length)).isTrue();
    assertThat(sieve.sift(most, 0, most.length)).isTrue();

    int pause = 0;
    while (!sieve.sift(half, 0, half.length)) {
      pause++;
    }
    assertThat(pause).isEqualTo(16);
    assertThat(sieve.sift(half, 0, half.length)).isTrue();
  }

  @Test
  void itTurnsToAnotherByteWhenTheLogChanges() {
    String scim = line("/spotfire/api/rest/scim/v2/SPOTFIRE/Users");
    byte[] one = (line("/sss/ccc/iii") + others(1) + scim).getBytes(ISO_8859_1);
    byte[] other = (line("/mmm") + others(1) + scim).getBytes(ISO_8859_1);
    for (int i = 0; i < 600; i++) {
      byte[] chunk = i % 300 < 150 ? one : other;
      assertThat(sieve.sift(chunk, 0, chunk.length)).isTrue();
      assertThat(sieve.count()).isEqualTo(1);
    }
  }

  /** Whatever is evidence is found, however its path is written. */
  @Test
  void noLineThatIsEvidenceIsMissed() {
    Seed seed = Seed.get();
    LineReader reader = LineFormat.auto(FormatOptions.DEFAULT).reader("");
    int evidence = 0;
    for (int number = 0; number < 3000; number++) {
      Random random = seed.random(number);
      List<SyncConfig> syncs = RandomPaths.syncs(random);
      RequestSorter sorter = new RequestSorter(syncs);
      StringBuilder chunk = new StringBuilder();
      List<Integer> wanted = new ArrayList<>();
      LogLine read = new LogLine();
      for (int i = 0; i < 20; i++) {
        String line = line(RandomPaths.path(random, syncs));
        byte[] bytes = line.getBytes(ISO_8859_1);
        if (reader.read(bytes, 0, bytes.length - 1, read) == LineReader.Fit.REQUEST
            && !sorter.sort(read, NOW).isEmpty()) {
          wanted.add(chunk.length());
        }
        chunk.append(line);
      }
      Sieve other = new Sieve(sorter.anchors());
      byte[] bytes = chunk.toString().getBytes(ISO_8859_1);
      if (other.sift(bytes, 0, bytes.length)) {
        evidence += wanted.size();
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < other.count(); i++) {
          starts.add(other.start(i));
        }
        assertThat(starts).as(seed.describe(number)).containsAll(wanted);
      }
    }
    assertThat(evidence).isGreaterThan(1000);
  }
}
