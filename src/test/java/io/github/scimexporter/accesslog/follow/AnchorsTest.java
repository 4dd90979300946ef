package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.SyncConfig;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnchorsTest {
  private static Anchors of(String... paths) {
    List<SyncConfig> syncs =
        Stream.of(paths).map(path -> Syncs.sync("of" + path, "http://host" + path)).toList();
    return Anchors.of(Endpoint.of(syncs));
  }

  private static List<String> texts(String... paths) {
    Anchors anchors = of(paths);
    assertThat(anchors.all()).isFalse();
    return anchors.texts().stream().map(text -> new String(text, ISO_8859_1)).toList();
  }

  @Test
  void theSegmentThatOnlyScimHasComesFirst() {
    assertThat(texts("/spotfire/api/rest/scim/v2/SPOTFIRE")).containsExactly("scim");
    assertThat(texts("/provisioning/scim")).containsExactly("scim");
  }

  @Test
  void otherwiseItIsWhatMostHaveAndOfTheseTheLongest() {
    assertThat(texts("/a/provisioning/v1", "/b/provisioning/v2", "/extraordinarily/long"))
        .containsExactly("provisioning", "extraordinarily");
  }

  @Test
  void whatMoreHaveIsBetterThanWhatIsLonger() {
    assertThat(texts("/aa/v1", "/aa/extraordinary")).containsExactly("aa");
  }

  @Test
  void whichOfEquallyGoodOnesDoesNotDependOnTheirOrder() {
    assertThat(texts("/cd/ab")).containsExactly("cd");
    assertThat(texts("/ab/cd")).containsExactly("cd");
    assertThat(texts("/zz/aaa")).containsExactly("aaa");
  }

  @Test
  void theyAreEqualByWhatTheyLookFor() {
    assertThat(of("/scim/v2")).isEqualTo(of("/other/scim")).hasSameHashCodeAs(of("/other/scim"));
    assertThat(of("/scim")).isNotEqualTo(of("/prov")).isNotEqualTo(of("/scim", "/prov"));
    assertThat(of()).isNotEqualTo(Anchors.NOT_KNOWN).isNotEqualTo(of("/scim"));
  }

  @Test
  void oneIsEnoughForAsManySyncsAsShareIt() {
    String[] paths =
        IntStream.range(0, 1000).mapToObj(i -> "/scim/v2/tenant" + i).toArray(String[]::new);

    assertThat(texts(paths)).containsExactly("scim");
  }

  @Test
  void theDomainIsNoneSinceItMayComeInOtherLetters() {
    assertThat(
            Endpoint.of(List.of(Syncs.sync("s", "http://h/spotfire/api/scim/v2/ADOMAIN")))
                .get(0)
                .spelledSegments())
        .containsExactly("spotfire", "api", "scim", "v2");
  }

  @Test
  void whereTooManyDifferEveryLineMayBeARequest() {
    assertThat(of("/aa", "/bb", "/cc").all()).isFalse();
    assertThat(of("/aa", "/bb", "/cc", "/dd").all()).isTrue();
  }

  @Test
  void anEndpointWithoutPathMayBeInAnyLine() {
    assertThat(of("/scim", "/").all()).isTrue();
  }

  @Test
  void aLogOfNoSyncNeedNotBeSearched() {
    assertThat(of().texts()).isEmpty();
    assertThat(of().all()).isFalse();
  }
}
