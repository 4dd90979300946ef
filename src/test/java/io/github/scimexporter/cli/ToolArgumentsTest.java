package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolArgumentsTest {
  private static ToolArguments of(String command) {
    return ToolArguments.of(List.of(command.split(" ", -1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config issue-access-token --client-id=c -Sa.b -Sc.d -v 10",
        "config issue-access-token --client-id c -S a.b --scope=c.d --validity=10",
        "config issue-access-token -i c --scope a.b -S c.d -v10 -b /opt/bootstrap.xml",
        "config issue-access-token -ic -t password -S a.b -Sc.d --validity 10 --other=x",
      })
  void everyWayOfWritingIsRead(String command) {
    ToolArguments arguments = of(command);
    assertThat(arguments.clientId()).isEqualTo("c");
    assertThat(arguments.scopes()).containsExactly("a.b", "c.d");
    assertThat(arguments.validity()).contains(Duration.ofHours(10));
    assertThat(arguments.token()).isFalse();
    assertThat(arguments.tokenType()).isEqualTo("access_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config revoke-token --token=x", "config -o x", "config -ox", "sudo c --token x"})
  void aTokenAmongThemIsSeen(String command) {
    assertThat(of(command).token()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"config -y refresh_token", "c --token-type=refresh_token", "c -yrefresh_token"})
  void theTypeOfTheTokenIsSeen(String command) {
    assertThat(of(command).tokenType()).isEqualTo("refresh_token");
  }

  @Test
  void ofWhatTheToolRefusesNothingIsKnown() {
    assertThat(of("config -i c -v many"))
        .isEqualTo(new ToolArguments("", List.of(), Optional.empty(), "access_token", false));
  }
}
