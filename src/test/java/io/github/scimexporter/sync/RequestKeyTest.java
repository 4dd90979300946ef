package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RequestKeyTest {

  @Test
  void readsWhatItWrote() {
    for (Method method : Method.values()) {
      RequestKey key = new RequestKey(method, 401);
      assertThat(RequestKey.parse(key.toString())).isEqualTo(key);
    }
    assertThat(new RequestKey(Method.GET, 200)).hasToString("GET 200");
    assertThat(new RequestKey(Method.OTHER, 599)).hasToString("other 599");
  }

  @Test
  void refusesWhatIsNoStatus() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestKey(Method.GET, 99))
        .withMessage("status 99 is not one of 100 to 599");
    assertThatIllegalArgumentException().isThrownBy(() -> new RequestKey(Method.GET, 600));
    assertThatIllegalArgumentException().isThrownBy(() -> RequestKey.parse("GET"));
    assertThatIllegalArgumentException().isThrownBy(() -> RequestKey.parse("GET x"));
  }

  @Test
  void methodsAreCaseSensitiveAndOthersAreTakenTogether() {
    assertThat(Method.of("GET")).isEqualTo(Method.GET);
    assertThat(Method.of("get")).isEqualTo(Method.OTHER);
    assertThat(Method.of("PROPFIND")).isEqualTo(Method.OTHER);
    assertThat(Method.OTHER.label()).isEqualTo("other");
    assertThat(Method.DELETE.label()).isEqualTo("DELETE");
  }
}
