package io.github.scimexporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.LogStatus;
import io.github.scimexporter.status.Step;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Verdict;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.token.TokenState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  private static final String HOSTILE = "</title><script>alert(1)</script>\" onload='x' &amp;";

  private static String detail(Board board, String name) {
    return Pages.sync(board, name, Optional.empty()).orElseThrow();
  }

  private static SyncStatus hostile() {
    Verdict said =
        new Verdict(
            Level.CRITICAL,
            Optional.of(HOSTILE),
            HOSTILE,
            Optional.of(Boards.NOW.minusSeconds(60)),
            List.of(HOSTILE),
            List.of(new Step(HOSTILE, Optional.of(HOSTILE))));
    return Syncs.named(HOSTILE, Boards.NOW, Boards.NOW)
        .says(said)
        .also(said)
        .from(
            new ProvisionedFrom(
                Provider.ENTRA, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE))
        .token(HOSTILE, HOSTILE, Level.CRITICAL, TokenState.ACTIVE, Boards.NOW.minusSeconds(9))
        .graph(
            new EntraReading(
                true,
                Optional.empty(),
                List.of(
                    new EntraJob(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Optional.empty(),
                        Optional.of(new EntraJob.Execution(HOSTILE, Optional.empty())),
                        Optional.of(
                            new EntraJob.Quarantine(
                                Optional.empty(), Optional.empty(), HOSTILE, HOSTILE)))),
                new EntraApplication(HOSTILE, HOSTILE, List.of())))
        .log(new LogStatus(HOSTILE, LogState.watchedSince(Boards.NOW), new LogHealth(true, 0)))
        .status();
  }

  @Test
  void whatOthersWroteIsEscapedWhereverItIsShown() {
    Board board =
        new Board(
            Boards.NOW,
            Boards.ZONE,
            HOSTILE,
            true,
            List.of(hostile().verdict()),
            List.of(hostile()));
    for (String page : List.of(Pages.index(board), detail(board, HOSTILE), Pages.missing(board))) {
      assertThat(page)
          .contains("&lt;script>alert(1)&lt;/script>")
          .doesNotContain("<script>alert")
          .doesNotContainPattern("=\"[^\"]*\" onload");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript://entra.microsoft.com/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example.com",
        "https:evil",
        "not an address"
      })
  void onlyAnAddressOfTheWebBecomesALink(String address) {
    Board board =
        Boards.of(Syncs.named("s", Boards.NOW, Boards.NOW).from(Syncs.entra(address)).status());
    for (String page : List.of(Pages.index(board), detail(board, "s"))) {
      assertThat(page).doesNotContain("href=\"" + address).doesNotContain("javascript:");
    }
  }

  @Test
  void thePortalIsALinkWithAllThatItsAddressHolds() {
    assertThat(Pages.index(Boards.of(Boards.expired())))
        .contains("<a href=\"https://entra.microsoft.com/#view/x\">Microsoft Entra ID</a>");
  }

  @Test
  void anApplicationHasTheNameThatGraphTellsUnlessThatIsAnotherOne() {
    assertThat(Pages.index(Boards.of(application("66666666-7777-8888-9999-000000000000"))))
        .contains("<dd>Spotfire SCIM, 66666666-7777-8888-9999-000000000000</dd>");
    assertThat(Pages.index(Boards.of(application("another"))))
        .contains("<dd>66666666-7777-8888-9999-000000000000</dd>");
  }

  private static SyncStatus application(String told) {
    return Syncs.named("s", Boards.NOW, Boards.NOW)
        .from(Syncs.entra(""))
        .graph(
            new EntraReading(
                true,
                Optional.of(Boards.NOW),
                List.of(),
                new EntraApplication(told, "Spotfire SCIM", List.of())))
        .status();
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void eachLevelHasAWordAShapeAndAnIcon(Level level) {
    Board board =
        Boards.of(
            Syncs.named("s", Boards.NOW, Boards.NOW).says(Syncs.verdict(level, "So.")).status());
    assertThat(Pages.index(board))
        .contains(
            "<title>" + Mark.of(level).word(),
            "d=\"" + Mark.of(level).path() + "\"",
            "./assets/" + level.label() + ".svg");
    assertThat(Icon.named(level.label() + ".svg")).isPresent();
  }

  @Test
  void theHeadlineCountsTheMostUrgent() {
    assertThat(Pages.index(Boards.rich())).contains("<h1>2 of 5 syncs need you now</h1>");
    assertThat(Pages.index(Boards.of(Boards.well(), Boards.expiring())))
        .contains("<h1>1 of 2 syncs needs a look</h1>");
    assertThat(Pages.index(Boards.of(Boards.well()))).contains("<h1>The sync is well</h1>");
    assertThat(Pages.index(Boards.of())).contains("<h1>No sync is configured</h1>");
  }

  /** A line may end after an equals sign or a slash, and not at the dashes of a flag. */
  @Test
  void aCommandBreaksWhereItCanBeRead() {
    SyncStatus sync =
        Syncs.named("s", Boards.NOW, Boards.NOW)
            .also(
                new Verdict(
                    Level.WARNING,
                    Optional.empty(),
                    "Something is to be typed.",
                    Optional.empty(),
                    List.of(),
                    List.of(new Step("Type.", Optional.of("run --config.file=/a-b/c-d")))))
            .status();
    assertThat(Pages.index(Boards.of(sync)))
        .contains(
            "<pre><code><span>run</span> <span>--config.file=</span><wbr><span>/</span><wbr>"
                + "<span>a-b/</span><wbr><span>c-d</span></code></pre>");
  }

  @Test
  void whatIsGraverThanTheStateOfASyncIsSaidOnItsCardWithItsSteps() {
    SyncStatus sync =
        Syncs.named("s", Boards.NOW, Boards.NOW)
            .also(
                new Verdict(
                    Level.WARNING,
                    Optional.of("ScimTokenExpiring"),
                    "Token a ends in 5 days.",
                    Optional.empty(),
                    List.of(),
                    List.of(new Step("Issue another.", Optional.of("issue it")))))
            .also(Syncs.verdict(Level.OK, "All else is well."))
            .status();
    String page = Pages.index(Boards.of(sync));
    assertThat(page)
        .containsSubsequence(
            "Warning",
            "<p class=\"sentence\">Working.",
            "<p class=\"sentence\">Token a ends in 5 days.</p>",
            "<pre><code><span>issue</span> <span>it</span></code></pre>",
            "All else is well.");
  }

  @Test
  void thePageOfASyncHasWhatItsCardLacks() {
    String page = detail(Boards.rich(), "entra-prod");
    assertThat(page)
        .contains("prod 2022", "retired", "90aa11bb22cc")
        .contains(
            "https://github.com/scim-exporter/scim-exporter/blob/main/docs/alerts.md#scimtokenexpired")
        .contains("13 since the last heartbeat, the first 11:57")
        .contains("Log tss2", "4,096 bytes", "The picture as numbers", "href=\"?range=90d\"")
        .contains("../metrics", "../api/v1/syncs", "unauthorized, status 401, after 34 ms");
    assertThat(Pages.index(Boards.rich())).doesNotContain("90aa11bb22cc");
  }

  @Test
  void theRangeThatWasAskedForIsShown() {
    assertThat(Pages.sync(Boards.rich(), "entra-prod", Optional.of(Range.ONE_WEEK)).orElseThrow())
        .contains("Answers by 2 hours, the last 7 days")
        .contains("aria-current=\"true\">7d</a>");
  }

  @Test
  void thereIsNoPageOfAnUnknownSync() {
    assertThat(Pages.sync(Boards.rich(), "none", Optional.empty())).isEmpty();
  }

  @Test
  void aPageSaysAsOfWhenAndInWhichZone() {
    assertThat(Pages.index(Boards.rich()))
        .contains("Thu 26 Nov 2026 12:08:30</time> (Europe/Brussels, UTC+01:00)");
  }

  @Test
  void aPageHasNoStyleOrScriptOfItsOwn() {
    assertThat(Pages.index(Boards.rich()) + detail(Boards.rich(), "entra-prod"))
        .doesNotContain(" style=", "<style", "onclick", "javascript:")
        .doesNotContainPattern("<script(?! src=\"\\.\\.?/assets/)");
  }

  @Test
  void nothingIsSaidOfASyncBeforeItsLogsWereRead() {
    Board board =
        new Board(
            Boards.NOW,
            Boards.ZONE,
            "1.0",
            false,
            List.of(),
            List.of(
                Syncs.named("s", Boards.NOW, Boards.NOW)
                    .says(Syncs.verdict(Level.UNKNOWN, "The logs are still being read."))
                    .notReadYet()
                    .status()));
    assertThat(Pages.index(board))
        .contains("<h1>The logs are still being read</h1>", "Nothing is known of the last 7 days");
  }

  @Test
  void aNameIsTheSameAfterItWasALink() {
    for (String name : List.of("entra-prod", "a b+c", "é/ü?#%", HOSTILE)) {
      assertThat(Links.name(Links.segment(name))).contains(name);
    }
    assertThat(Links.segment("a b+c/d")).isEqualTo("a%20b%2Bc%2Fd");
    assertThat(Links.name("%2")).isEmpty();
  }

  @Test
  void filesAreFoundByTheNamesThatPagesUse() {
    for (Asset asset : Asset.values()) {
      assertThat(Asset.named(asset.file())).contains(asset);
      assertThat(Pages.index(Boards.rich())).contains("./assets/" + asset.file());
      assertThat(asset.text()).isNotBlank().doesNotContain("http");
    }
    assertThat(Asset.named("page.css")).isEmpty();
    assertThat(Icon.named("none.svg")).isEmpty();
  }
}
