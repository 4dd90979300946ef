package io.github.scimexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.EntraCloud;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncLedger;
import io.github.scimexporter.sync.SyncState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LandingPageTest {

  private static final Instant SEEN = Instant.parse("2026-11-20T08:00:00Z");

  private static Configuration configuration(SyncConfig sync) {
    return new Configuration(
        Path.of("c.yml"),
        HeartbeatLogConfig.DEFAULT,
        Path.of("tokens.json"),
        List.of(),
        List.of(sync),
        List.of());
  }

  private static SyncConfig sync(String name, ProvisionedFrom from, Optional<EntraConfig> entra) {
    return new SyncConfig(
        name,
        URI.create("http://localhost/a&b"),
        List.of("tss1"),
        List.of(),
        from,
        HeartbeatConfig.OFF,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        entra);
  }

  private static SyncConfig plain(String name) {
    return sync(name, ProvisionedFrom.UNKNOWN, Optional.empty());
  }

  private static SyncConfig entra(String applicationId) {
    return sync(
        "s",
        new ProvisionedFrom(Provider.ENTRA, "t-1", applicationId, "sp-1", "", "", ""),
        Optional.of(
            new EntraConfig(
                "t-1",
                "sp-1",
                new GraphCredential.ManagedIdentity(Optional.empty()),
                EntraCloud.US_GOV,
                EntraCloud.US_GOV.graph(),
                EntraCloud.US_GOV.login(),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty())));
  }

  private static Observation seen(boolean ready, Map<Source, Instant> heartbeats) {
    SyncLedger ledger = new SyncLedger(SyncState.watchedSince(SEEN));
    heartbeats.forEach(
        (source, time) ->
            ledger.apply(
                switch (source) {
                  case ACCESS_LOG ->
                      new Evidence.Request("s", Method.GET, 200, Outcome.SUCCESS, time);
                  case ENTRA -> new Evidence.Execution("s", time);
                },
                SEEN.plus(Duration.ofDays(30))));
    return new Observation(
        new LedgerState(new TreeMap<>(Map.of("s", ledger.state())), new TreeMap<>()),
        new TreeMap<>(),
        ready,
        true,
        Optional.empty());
  }

  private static final Observation NOTHING_SEEN = seen(false, Map.of());

  private static String page(String version, SyncConfig sync) {
    return LandingPage.html(version, configuration(sync), NOTHING_SEEN, Map.of());
  }

  private static String page(EntraReading reading) {
    return page("", reading);
  }

  private static String page(String applicationId, EntraReading reading) {
    return LandingPage.html(
        "1", configuration(entra(applicationId)), NOTHING_SEEN, Map.of("s", reading));
  }

  private static String page(SyncConfig sync, Observation seen) {
    return LandingPage.html("1", configuration(sync), seen, Map.of());
  }

  @Test
  void namesTheSyncsAndWhereToLook() {
    assertThat(page("1.2.3", plain("entra-prod")))
        .contains("Version 1.2.3.")
        .contains("<li><b>entra-prod</b>: a client provisions into http://localhost/a&amp;b\n")
        .contains("href=\"/metrics\"", "href=\"/-/healthy\"", "href=\"/-/ready\"");
  }

  @Test
  void whatIsConfiguredIsTextAndNotMarkup() {
    assertThat(page("<i>\"&", plain("<script>\"&%s")))
        .contains("Version &lt;i&gt;&quot;&amp;.")
        .contains("<b>&lt;script&gt;&quot;&amp;%s</b>")
        .doesNotContain("<script", "<i>");
  }

  @Test
  void saysWhereItIsProvisionedFrom() {
    ProvisionedFrom from =
        new ProvisionedFrom(Provider.OKTA, "t&1", "a-1", "", "https://o.test/x?a&b", "us", "no");
    assertThat(page("1", sync("s", from, Optional.empty())))
        .contains("<li><b>s</b>: Okta provisions into")
        .contains("<li>From application a-1, tenant t&amp;1, owner us</li>")
        .contains("<li><a href=\"https://o.test/x?a&amp;b\">Where it is set up</a></li>");
  }

  @Test
  void whatGraphAndTheConfigurationSayDifferentlyIsSaid() {
    EntraReading reading =
        new EntraReading(
            true,
            Optional.of(SEEN),
            List.of(),
            new EntraApplication("<b>", "Spotfire SCIM", List.of()));
    assertThat(page("a-1", reading))
        .contains("<li>From application a-1, tenant t-1</li>")
        .contains("/appId/a-1\"")
        .contains(
            "<li>provisioned_from.application_id is a-1, but Microsoft Graph tells of application"
                + " &lt;b&gt;: correct the one, or entra.service_principal_id</li>")
        .doesNotContain("Spotfire SCIM");
    assertThat(page("<B>", reading)).contains("Spotfire SCIM").doesNotContain("correct the one");
  }

  @Test
  void showsTheLastHeartbeatOfEachSourceOnceTheLogsAreRead() {
    Map<Source, Instant> both =
        Map.of(Source.ACCESS_LOG, SEEN.plusMillis(1), Source.ENTRA, SEEN.plusSeconds(60));
    assertThat(page(entra(""), seen(true, both)))
        .contains("<li>Last heartbeat in the access log: 2026-11-20T08:00:00Z</li>")
        .contains("<li>Last heartbeat told by Microsoft Graph: 2026-11-20T08:01:00Z</li>")
        .doesNotContain("Entra ended a cycle");
    assertThat(page(entra(""), seen(false, both))).doesNotContain("Last heartbeat");
  }

  @Test
  void aCycleOfEntraOfWhichTheLogShowsNothingIsSaid() {
    Observation idle =
        seen(
            true,
            Map.of(Source.ACCESS_LOG, SEEN, Source.ENTRA, SEEN.plusSeconds(50 * 60).plusMillis(1)));
    assertThat(page(entra(""), idle))
        .contains(
            "<li>Entra ended a cycle at 2026-11-20T08:50:00Z, and the access log shows no success"
                + " since 2026-11-20T08:00:00Z: it had nothing to send</li>");
  }

  private static EntraJob job(Optional<EntraJob.Quarantine> quarantine) {
    return new EntraJob(
        "scim.<1>",
        quarantine.isPresent() ? "Quarantine" : "Active",
        "Active",
        Optional.empty(),
        Optional.empty(),
        quarantine);
  }

  @Test
  void showsWhatMicrosoftGraphSays() {
    EntraApplication application = new EntraApplication("a-1", "Spotfire & <SCIM>", List.of());
    assertThat(
            page(
                new EntraReading(
                    true, Optional.of(Instant.EPOCH), List.of(job(Optional.empty())), application)))
        .contains("<li>From application Spotfire &amp; &lt;SCIM&gt; a-1, tenant t-1</li>")
        .contains(
            "<a href=\"https://entra.microsoft.us/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/sp-1/appId/a-1\">")
        .contains("<li>Job scim.&lt;1&gt;: Active, schedule Active</li>")
        .doesNotContain("cannot be read");
  }

  @Test
  void showsSinceWhenAJobIsInQuarantineAndWhenThatEndsIt() {
    EntraJob.Quarantine quarantine =
        new EntraJob.Quarantine(
            Optional.of(Instant.parse("2026-11-01T00:00:00.123Z")),
            Optional.of(Instant.parse("2026-11-02T00:00:00Z")),
            "TooManyDeletes",
            "");
    assertThat(
            page(
                new EntraReading(
                    false,
                    Optional.of(Instant.parse("2026-11-20T00:00:00Z")),
                    List.of(job(Optional.of(quarantine))),
                    EntraApplication.UNKNOWN)))
        .contains(
            "Microsoft Graph cannot be read since 2026-11-20T00:00:00Z; what it said last:",
            "Quarantine, schedule Active; in quarantine since 2026-11-01T00:00:00Z, TooManyDeletes,"
                + " next attempt 2026-11-02T00:00:00Z, Entra disables it on 2026-11-29T00:00:00Z");
  }

  @Test
  void saysThatMicrosoftGraphWasNotReadYet() {
    assertThat(page(EntraReading.NONE)).contains("<li>Microsoft Graph was not read yet</li>");
  }
}
