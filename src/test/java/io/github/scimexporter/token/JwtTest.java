package io.github.scimexporter.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Web Tokens say themselves when they end. They are made here by Nimbus, for nobody. */
class JwtTest {
  private static final Instant EXPIRY = Instant.parse("2027-11-21T10:56:39Z");
  private static final Instant ISSUED = Instant.parse("2025-11-21T10:56:39Z");
  private static final byte[] KEY = "invented key of a test, for nobody at all".getBytes(UTF_8);

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().issuer("invented").expirationTime(Date.from(EXPIRY));
  }

  private static String jwt(JWTClaimsSet claims) throws JOSEException {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    jwt.sign(new MACSigner(KEY));
    return jwt.serialize();
  }

  /** One with that text between its dots. */
  private static String jwt(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(UTF_8))
        + "."
        + encoder.encodeToString(KEY);
  }

  private static IssuedToken stdin(String input, Optional<String> until, Optional<ZoneId> zone)
      throws TokenException {
    return IssuedToken.of(TokenText.of("standard input", input), until, zone);
  }

  private static IssuedToken read(String input) throws TokenException {
    return stdin(input, Optional.empty(), Optional.empty());
  }

  private static String refusal(String token, Optional<String> until) {
    TokenException e =
        catchThrowableOfType(TokenException.class, () -> stdin(token, until, Optional.empty()));
    assertThat(e.toString()).doesNotContain(token.substring(0, 20)).doesNotContain("\n");
    return String.valueOf(e.getMessage());
  }

  private static String output(String token, String date) {
    return "Tool password:\nAccess token: " + token + "\nValid until: " + date + "\n";
  }

  @Test
  void itsOwnExpiryNeedsNoOtherDate() throws Exception {
    String token = jwt(claims().build());
    assertThat(read(token + "\n"))
        .isEqualTo(
            new IssuedToken(
                Token.idOf(token),
                "",
                List.of(),
                Optional.empty(),
                EXPIRY,
                "the token's own expiry (exp) was taken"));
  }

  @Test
  void itSaysWhenItWasIssuedToWhomAndForWhat() throws Exception {
    IssuedToken read =
        read(
            jwt(
                claims()
                    .issueTime(Date.from(ISSUED))
                    .notBeforeTime(Date.from(ISSUED.minusSeconds(300)))
                    .claim("azp", "client-1")
                    .claim("scope", "users.read users.write")
                    .build()));
    assertThat(read.issued()).contains(ISSUED);
    assertThat(read.clientId()).isEqualTo("client-1");
    assertThat(read.scopes()).containsExactly("users.read", "users.write");
  }

  @Test
  void withoutIatItWasIssuedWhenItBecameValid() throws Exception {
    assertThat(read(jwt(claims().notBeforeTime(Date.from(ISSUED)).build())).issued())
        .contains(ISSUED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "azp", "appid"})
  void theClientStandsInOneOfThreeClaims(String claim) throws Exception {
    assertThat(read(jwt(claims().claim(claim, "client-1").build())).clientId())
        .isEqualTo("client-1");
  }

  @Test
  void scopesStandInALineOrInAList() throws Exception {
    assertThat(read(jwt(claims().claim("scp", List.of("a", "b")).build())).scopes())
        .containsExactly("a", "b");
    assertThat(read(jwt(claims().claim("scp", "a b").claim("scope", "b c").build())).scopes())
        .containsExactly("b", "c", "a");
  }

  @Test
  void whatCannotBeShownInOneLineIsLeftOutOfItsClaims() throws Exception {
    IssuedToken read =
        read(
            jwt(
                claims()
                    .claim("client_id", 7)
                    .claim("azp", "\u001b[31mred\n")
                    .claim("scope", "a\nb\u0000c")
                    .build()));
    assertThat(read.clientId()).isEqualTo("[31mred");
    assertThat(read.scopes()).containsExactly("a", "b", "c");
  }

  @Test
  void itIsReadInWhatSpotfirePrints() throws Exception {
    String token = jwt(claims().build());
    IssuedToken read = read(output(token, "2027-11-21 11:56:39 CET"));
    assertThat(read.id()).isEqualTo(Token.idOf(token));
    assertThat(read.expiry()).isEqualTo(EXPIRY);
    assertThat(read.note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-11-21 12:56:39 CET", "2027-11-21 16:26:39 IST", "soon"})
  void itsOwnExpiryCountsMoreThanAPrintedDateAndThatIsSaid(String date) throws Exception {
    IssuedToken read = read(output(jwt(claims().build()), date));
    assertThat(read.expiry()).isEqualTo(EXPIRY);
    assertThat(read.note())
        .isEqualTo("the token's own expiry (exp) was taken, and not what follows 'Valid until:'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-11-21T10:56:39Z", "2027-11-21T10:56:00Z", "2027-11-21T10:57:38Z"})
  void aGivenDateThatAgreesIsNoMistake(String date) throws Exception {
    IssuedToken read = stdin(jwt(claims().build()), Optional.of(date), Optional.empty());
    assertThat(read.expiry()).isEqualTo(EXPIRY);
    assertThat(read.note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2027-11-21T10:55:39Z", "2028-11-21T10:56:39Z"})
  void aGivenDateThatContradictsIsRefused(String date) throws Exception {
    assertThat(refusal(jwt(claims().build()), Optional.of(date)))
        .isEqualTo(
            "--valid-until="
                + date
                + " is not when this token ends, which is a JWT and says 2027-11-21T10:56:39Z"
                + " itself (exp); leave --valid-until out");
  }

  @Test
  void withoutAnExpiryOfItsOwnItNeedsADate() throws Exception {
    String token = jwt(new JWTClaimsSet.Builder().claim("client_id", "client-1").build());
    assertThat(refusal(token, Optional.empty()))
        .startsWith("standard input: holds no 'Valid until:'; add --valid-until=DATE");
    IssuedToken read =
        stdin(token, Optional.of("2027-11-21 11:56:39"), Optional.of(ZoneId.of("Europe/Brussels")));
    assertThat(read.expiry()).isEqualTo(EXPIRY);
    assertThat(read.clientId()).isEqualTo("client-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"exp\":253402300800}",
        "{\"exp\":9223372036854775807}",
        "{\"exp\":1e300}",
        "{\"exp\":-1}",
        "{\"exp\":0}",
        "{\"exp\":\"tomorrow\"}",
        "{\"exp\":null}",
        "[]",
        "not json"
      })
  void anExpiryThatIsNoDateIsNone(String claims) {
    assertThat(refusal(jwt(claims), Optional.empty()))
        .startsWith("standard input: holds no 'Valid until:'");
  }

  @Test
  void fractionsOfASecondAreReadAsTheServerMayReadThem() throws Exception {
    assertThat(read(jwt("{\"exp\":1826708199.75}")).expiry())
        .isBetween(Instant.ofEpochSecond(1_826_708_199L), Instant.ofEpochSecond(1_826_708_200L));
  }

  @Test
  void anUnsignedOneIsReadAndAnEncryptedOneKeepsItsSecret() throws Exception {
    assertThat(read(new PlainJWT(claims().build()).serialize()).expiry()).isEqualTo(EXPIRY);
    EncryptedJWT encrypted =
        new EncryptedJWT(
            new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A128GCM), claims().build());
    encrypted.encrypt(new DirectEncrypter(new byte[16]));
    assertThat(refusal(encrypted.serialize(), Optional.empty()))
        .startsWith("standard input: holds no 'Valid until:'");
  }
}
