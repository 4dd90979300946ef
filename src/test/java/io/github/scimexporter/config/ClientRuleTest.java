package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRuleTest {

  @ParameterizedTest
  @CsvSource({
    "20.190.128.0/18, 20.190.128.0, true",
    "20.190.128.0/18, 20.190.191.255, true",
    "20.190.128.0/18, 20.190.192.0, false",
    "20.190.128.0/18, 20.190.127.255, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "192.0.2.1/32, 192.0.2.1, true",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "192.0.2.129/25, 192.0.2.200, true",
    "192.0.2.129/25, 192.0.2.1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/33, 2001:db8:8000::, false",
    "2001:db8::1, 2001:DB8:0:0:0:0:0:1, true",
    "::/0, 2001:db8::1, true",
    "::/0, 192.0.2.1, false",
    "192.0.2.0/24, ::ffff:192.0.2.7, true",
  })
  void aNetworkHoldsTheAddressesThatShareItsLeadingBits(
      String network, String address, boolean inside) {
    ClientRule.Network rule = (ClientRule.Network) ClientRule.parse(network);
    assertThat(rule.contains(ClientRule.address(address).orElseThrow())).isEqualTo(inside);
  }

  @Test
  void aUserIsTakenAsItStands() {
    assertThat(ClientRule.parse("user:Jane Döe")).isEqualTo(new ClientRule.User("Jane Döe"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "user:",
        "example.com",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.1/",
        "192.0.2.1/x",
        "20.190.128.0/18/1",
        "2001:db8::g",
        "192.0.2.1 ",
        "/18"
      })
  void refusesWhatIsNoClient(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientRule.parse(text))
        .withMessage(
            "'"
                + text
                + "' is not a client; write an address (192.0.2.1), a network (20.190.128.0/18, "
                + "2001:db8::/32) or user:NAME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/-1", "2001:db8::/129"})
  void refusesAPrefixLengthThatDoesNotFit(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientRule.parse(text))
        .withMessageContaining("a prefix length of ");
  }

  @Test
  void neverLooksUpAName() {
    assertThat(ClientRule.address("localhost")).isEmpty();
    assertThat(ClientRule.address("-")).isEmpty();
    assertThat(ClientRule.address("")).isEmpty();
  }

  /** Java asks a name server for these; their lookup fails or not, but costs time in any case. */
  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.256", "300.0.0.1", "999.999.999.999", "1.2.3.4.5", "1.2.3"})
  void whatIsAlmostAnAddressIsNotLookedUpEither(String text) {
    assertThat(ClientRule.Literal.isOne(text)).isFalse();
  }
}
