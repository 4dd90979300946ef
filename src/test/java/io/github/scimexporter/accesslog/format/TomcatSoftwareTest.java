package io.github.scimexporter.accesslog.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Tomcat does by its version: the last and the first one on either side of each change. */
class TomcatSoftwareTest {
  private static TomcatSoftware tomcat(String version) {
    return TomcatSoftware.parse("Apache Tomcat/" + version).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "9.0.117,false",
    "10.0.30,false",
    "10.1.23,false",
    "10.1.24,true",
    "10.1.39,true",
    "10.1.40,false",
    "10.2.30,false",
    "11.0.0-M19,false",
    "11.0.0-M20,true",
    "11.0.0,true",
    "11.0.5,true",
    "11.0.6,false",
    "11.1.0,false",
    "12.0.0,false",
  })
  void aBareTimeTakenSwallowsTheNextColumnInSomeVersions(String version, boolean swallows) {
    assertThat(tomcat(version).swallowsAfterTimeTaken()).isEqualTo(swallows);
  }

  @ParameterizedTest
  @CsvSource({
    "9.0.117,false",
    "10.0.30,false",
    "10.1.23,false",
    "10.1.24,true",
    "10.2.0,true",
    "11.0.0-M19,false",
    "11.0.0-M20,true",
    "11.0.0,true",
    "11.0.1,true",
    "11.1.0-M1,true",
    "12.0.0,true",
  })
  void timeTakenHasUnitsSinceSomeVersions(String version, boolean knows) {
    assertThat(tomcat(version).knowsUnitsOfTimeTaken()).isEqualTo(knows);
  }

  @ParameterizedTest
  @CsvSource({
    "8.5.100,false",
    "9.0.102,false",
    "9.0.103,true",
    "9.1.0,true",
    "10.0.50,false",
    "10.1.39,false",
    "10.1.40,true",
    "10.2.0,true",
    "11.0.5,false",
    "11.0.6,true",
    "11.1.0,true",
    "12.0.0,true",
  })
  void backslashesEscapeSinceSomeVersions(String version, boolean escapes) {
    assertThat(tomcat(version).escapesByBackslash()).isEqualTo(escapes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nginx", "Apache Tomcat", "Apache Tomcat/10.1", "Apache Tomcat/x.1.1"})
  void anythingElseIsNoTomcat(String name) {
    assertThat(TomcatSoftware.parse(name)).isEmpty();
  }
}
