package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.browser.Browser;
import io.github.scimexporter.browser.Look;
import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** The status page of the built jar, in a real browser. What it looked like is in target/page. */
@TestInstance(Lifecycle.PER_CLASS)
class PageIT {
  private static final String PATH = "/spotfire/api/rest/scim/v2/";
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'&amp;";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Path PICTURES = Path.of("target", "page");
  private static final DateTimeFormatter TOMCAT =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  private final Instant expiry =
      Instant.now().minus(Duration.ofMinutes(12)).truncatedTo(ChronoUnit.SECONDS);

  private Path work = Path.of("");
  private ExporterProcess exporter;
  private Browser browser;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    work = directory;
    write(
        "prod.log",
        line("PROD", 200, Duration.ofDays(9), Duration.ofMinutes(12), 1200),
        line("PROD", 201, Duration.ofDays(3), Duration.ofMinutes(12), 4000),
        line("PROD", 401, Duration.ofMinutes(11), Duration.ZERO, 50));
    write("test.log", line("TEST", 200, Duration.ofDays(2), Duration.ZERO, 900));
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        token_registry: tokens.json
        access_logs:
          - {name: tss1, paths: [prod.log], format: common}
          - {name: tss2, paths: [test.log], format: common}
        syncs:
          - name: entra-prod
            endpoint: https://spotfire.example.com%1$sPROD
            logs: [tss1]
            clients: [127.0.0.1]
            heartbeat: {interval: 40m, grace: 10m, missed_threshold: 3}
            provisioned_from:
              provider: entra
              tenant_id: '%2$s'
              application_id: '%2$s'
              owner: '%2$s'
              notes: '%2$s'
              portal_url: "https://entra.microsoft.com/?a=1&b=2'onload='x"
          - name: okta-test
            endpoint: https://spotfire.example.com%1$sTEST
            logs: [tss2]
            clients: [127.0.0.1]
            heartbeat: {interval: 1h, grace: 10m, missed_threshold: 3}
            provisioned_from: {provider: okta, portal_url: 'https://example.okta.com/'}
        """
            .formatted(PATH, HOSTILE.replace("'", "''")));
    exporter = ExporterProcess.start(ExporterJar.built(Path.of("").toAbsolutePath()), work);
    ExporterJar.Result added =
        exporter.command(
            "an-invented-value",
            "token",
            "add",
            "--config.file=scim-exporter.yml",
            "--sync=entra-prod",
            "--name=" + HOSTILE,
            "--expired",
            "--valid-until=" + expiry);
    assertThat(added.exit()).as(added.err()).isZero();
    browser = Browser.start(new Look(Look.Size.DESKTOP, Look.Theme.LIGHT));
    await("the registry to be read")
        .atMost(SOON)
        .until(() -> exporter.get("/").body().contains("token"));
  }

  @AfterAll
  void end() {
    Stream.<AutoCloseable>of(browser, exporter).forEach(PageIT::close);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(String file, String... parts) throws IOException {
    Files.writeString(work.resolve(file), String.join("", parts));
  }

  /** Lines of requests, that many seconds apart. */
  private static String line(
      String domain, int code, Duration from, Duration to, int secondsBetween) {
    Instant now = Instant.now();
    StringBuilder lines = new StringBuilder();
    for (Instant time = now.minus(from);
        time.isBefore(now.minus(to));
        time = time.plusSeconds(secondsBetween)) {
      lines.append(
          "127.0.0.1 - - [%s] \"GET %s%s/Users?startIndex=1 HTTP/1.1\" %d 11\n"
              .formatted(TOMCAT.format(time.atOffset(ZoneOffset.UTC)), PATH, domain, code));
    }
    return lines.toString();
  }

  private void open(String path) {
    browser.open(exporter.uri().resolve(path));
  }

  private static Stream<Look> looks() {
    return Stream.of(Look.Size.values())
        .flatMap(size -> Stream.of(Look.Theme.values()).map(theme -> new Look(size, theme)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void everyoneCanReadBothPagesOnEveryScreen(Look look) {
    browser.look(look);
    for (String path :
        List.of("/", "/syncs/entra-prod", "/syncs/okta-test?range=7d", "/syncs/none")) {
      open(path);
      browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");
      browser.screenshotOfAll(PICTURES.resolve(path.replaceAll("\\W+", "_") + "-" + look + ".png"));
      assertThat(browser.accessibilityFaults()).as("%s on %s", path, look).isEmpty();
      assertThat(browser.run("return document.documentElement.scrollWidth"))
          .as("the width of %s on %s", path, look)
          .isEqualTo((long) look.size().width());
    }
  }

  @Test
  void theFirstPageSaysWhatBrokeWhenWhyAndWhatToType() {
    open("/");
    assertThat(browser.text())
        .contains("1 of 2 syncs needs you now", "Critical", "entra-prod", "expired", "okta-test")
        .contains("ended 12 minutes ago", "token refused", "Heartbeats in ")
        .contains("scim-exporter token");
  }

  @Test
  void bothPagesWriteNothingOnTheConsoleAndAskNoOtherHost() {
    browser.console();
    browser.requests();
    for (String path : List.of("/", "/syncs/entra-prod", "/syncs/okta-test")) {
      open(path);
    }
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests())
        .hasSizeGreaterThan(3)
        .allMatch(address -> address.getAuthority().equals(exporter.address()));
  }

  @Test
  void whatIsConfiguredIsTextAndNeverMarkup() {
    for (String path : List.of("/", "/syncs/entra-prod")) {
      open(path);
      assertThat(browser.text()).contains(HOSTILE);
      assertThat(browser.run("return document.querySelectorAll('img').length")).isEqualTo(0L);
      assertThat(browser.run("return document.querySelectorAll('[href^=\"javascript\" i]').length"))
          .isEqualTo(0L);
    }
  }

  @Test
  void theKeyboardReachesAllThatCanBeUsedInTheOrderOfThePage() {
    open("/syncs/entra-prod");
    List<Object> reached = new ArrayList<>();
    Object wanted =
        browser.run(
            """
            window.usable = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
                .filter(each => each.checkVisibility());
            return window.usable.length;""");
    for (int i = 0; i < ((Number) wanted).intValue(); i++) {
      browser.press(Keys.TAB);
      reached.add(browser.run("return window.usable.indexOf(document.activeElement)"));
      assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
          .isEqualTo("solid");
    }
    List<Object> inOrder = new ArrayList<>();
    for (long i = 0; i < ((Number) wanted).longValue(); i++) {
      inOrder.add(i);
    }
    assertThat(reached).isEqualTo(inOrder);
  }

  @Test
  void aSyncIsOpenedAndItsPictureWidenedByTheKeyboard() {
    open("/");
    browser.run("document.querySelector('h2 a').focus()");
    browser.press(Keys.ENTER);
    await().atMost(SOON).until(() -> browser.address().getPath().equals("/syncs/entra-prod"));
    browser.run("document.querySelector('.ranges a[href=\"?range=7d\"]').focus()");
    browser.press(Keys.ENTER);
    await().atMost(SOON).until(() -> "range=7d".equals(browser.address().getQuery()));
    assertThat(browser.text()).contains("Answers by 2 hours, the last 7 days");
  }

  @Test
  void allIsSaidWithoutScripts() {
    try (Browser plain = Browser.start(new Look(Look.Size.PHONE, Look.Theme.LIGHT))) {
      plain.switchScriptsOff();
      plain.open(exporter.uri().resolve("/syncs/entra-prod"));
      assertThat(String.join("\n", plain.accessibleNames()))
          .contains("Critical", "expired", "token refused", "Heartbeats in ", "Evidence", "As of");
      assertThat(plain.console()).isEmpty();
    }
  }

  @Test
  void aPageThatIsLeftOpenRenewsItselfUnlessSomebodyUsesIt() throws IOException {
    open("/syncs/okta-test");
    browser.run("document.querySelector('summary').focus()");
    assertThat(browser.text()).doesNotContain("503");
    Files.writeString(
        work.resolve("test.log"),
        line("TEST", 503, Duration.ofSeconds(1), Duration.ZERO, 1),
        StandardOpenOption.APPEND);
    await("the exporter to know it")
        .atMost(SOON)
        .until(() -> exporter.get("/syncs/okta-test").body().contains("503"));
    comeBack();
    browser.run("return new Promise(done => setTimeout(done))");
    assertThat(browser.text()).doesNotContain("503");
    browser.run("document.activeElement.blur()");
    await("the page to be new")
        .atMost(SOON)
        .until(
            () -> {
              comeBack();
              return browser.text().contains("503");
            });
  }

  /** As if the window was hidden and is seen again, when the page renews itself at once. */
  private void comeBack() {
    browser.run("document.dispatchEvent(new Event('visibilitychange'))");
  }

  @Test
  void withoutABrowserTheTestFailsAndSaysHowToGetOne() {
    String directory = System.setProperty("scim.chromium.dir", work.toString());
    try {
      assertThatIllegalStateException()
          .isThrownBy(() -> Browser.start(new Look(Look.Size.PHONE, Look.Theme.DARK)))
          .withMessageContaining("bin/get-chromium");
    } finally {
      System.setProperty("scim.chromium.dir", directory);
    }
  }
}
