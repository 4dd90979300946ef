package io.github.scimexporter.page;

import io.github.scimexporter.config.HeartbeatConfig;
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
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A board with five syncs, each in another trouble or in none. */
public final class Boards {
  static final Instant NOW = Instant.parse("2026-11-26T11:08:30Z");
  static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

  private static final Instant EXPIRY = Instant.parse("2026-11-26T10:56:39Z");
  private static final Duration CYCLE = Duration.ofMinutes(40);

  private Boards() {}

  static Board of(SyncStatus... syncs) {
    return new Board(NOW, ZONE, "1.0.0", true, List.of(), List.of(syncs));
  }

  /** Something of everything. */
  public static Board rich() {
    return new Board(
        NOW,
        ZONE,
        "1.0.0",
        true,
        List.of(
            new Verdict(
                Level.WARNING,
                Optional.of("ScimStateUnwritable"),
                "The state cannot be written to data since 11:40: the disk is full.",
                Optional.of(NOW.minus(Duration.ofMinutes(28))),
                List.of(),
                List.of(
                    new Step("Make room for it.", Optional.of("df -h /var/lib/scim-exporter"))))),
        List.of(expired(), quarantined(), expiring(), neverSeen(), well()));
  }

  static SyncStatus expired() {
    return Syncs.named("entra-prod", ago(90), NOW)
        .says(
            new Verdict(
                Level.CRITICAL,
                Optional.of("ScimTokenExpired"),
                "Rejected since 11:57: token prod 2023 (3f2a9c) expired at 11:56.",
                Optional.of(EXPIRY.plusSeconds(42)),
                List.of(
                    "5 requests were answered 401 since 11:57, and none with success.",
                    "Token prod 2023 (3f2a9c) is the one in use, and its validity ended at 11:56."),
                List.of(
                    new Step(
                        "Issue a new token on the Spotfire server, and register it.",
                        Optional.of(
                            "config issue-access-token --client-id=3cbe -Suser-directory.read.all"
                                + " -Suser-directory.write.all |\n  tee -p /dev/tty |\n  scim-exporter"
                                + " token add --config.file=/etc/scim-exporter/scim-exporter.yml"
                                + " --sync=entra-prod --replaces=3f2a9c1b77d0")),
                    new Step(
                        "Paste it into Microsoft Entra ID: Provisioning, Admin Credentials, Secret"
                            + " Token.",
                        Optional.empty()))))
        .also(
            new Verdict(
                Level.WARNING,
                Optional.of("ScimLogUnparsed"),
                "A fifth of the lines of log tss2 do not fit its format.",
                Optional.empty(),
                List.of("The line 'x' has no column for the status."),
                List.of()))
        .from(Syncs.entra("https://entra.microsoft.com/#view/x"))
        .answered(200, Outcome.SUCCESS, ago(60), EXPIRY, CYCLE)
        .answered(
            200, Outcome.SUCCESS, EXPIRY.minus(Duration.ofHours(3)), EXPIRY, Duration.ofSeconds(40))
        .answered(201, Outcome.SUCCESS, ago(20), EXPIRY, Duration.ofMinutes(7))
        .answered(404, Outcome.SUCCESS, ago(20), EXPIRY, Duration.ofMinutes(11))
        .answered(
            503, Outcome.SERVER_ERROR, ago(2), ago(2).plusSeconds(7200), Duration.ofMinutes(9))
        .answered(401, Outcome.UNAUTHORIZED, EXPIRY.plusSeconds(42), NOW, Duration.ofSeconds(55))
        .token("prod 2023", "3f2a9c1b77d0", Level.CRITICAL, TokenState.ACTIVE, EXPIRY)
        .token(
            "prod 2022",
            "90aa11bb22cc",
            Level.OK,
            TokenState.RETIRED,
            EXPIRY.minus(Duration.ofDays(365)))
        .probed(
            new ProbeResult(
                NOW.minusSeconds(50),
                ProbeOutcome.UNAUTHORIZED,
                401,
                Duration.ofMillis(34),
                Optional.of(NOW.plus(Duration.ofDays(200))),
                0))
        .log(new LogStatus("tss1", LogState.watchedSince(ago(90)), new LogHealth(true, 0)))
        .log(new LogStatus("tss2", LogState.watchedSince(ago(90)), new LogHealth(false, 4096)))
        .status();
  }

  static SyncStatus quarantined() {
    return Syncs.named("Workday → Spotfire", ago(90), NOW)
        .says(
            new Verdict(
                Level.CRITICAL,
                Optional.of("ScimEntraJobQuarantined"),
                "Entra holds the job back since Tue 24 Nov 09:12: too many deletions.",
                Optional.of(ago(2)),
                List.of("Microsoft Graph says Quarantine, TooManyDeletes."),
                List.of(
                    new Step(
                        "Look at the provisioning log, then restart the job.", Optional.empty()))))
        .from(Syncs.entra(""))
        .withoutLogs()
        .ran(ago(30), ago(2), CYCLE)
        .graph(
            new EntraReading(
                true,
                Optional.of(NOW.minusSeconds(120)),
                List.of(
                    new EntraJob(
                        "scim.job.1",
                        "Quarantine",
                        "Active",
                        Optional.of(CYCLE),
                        Optional.empty(),
                        Optional.of(
                            new EntraJob.Quarantine(
                                Optional.of(ago(2)), Optional.empty(), "TooManyDeletes", "")))),
                new EntraApplication("", "Spotfire SCIM", List.of())))
        .status();
  }

  static SyncStatus expiring() {
    return Syncs.named("okta-hr", ago(10), NOW)
        .says(
            new Verdict(
                Level.WARNING,
                Optional.of("ScimTokenExpiring"),
                "Working, but token okta 2026 (77aa01) expires in 5 days.",
                Optional.empty(),
                List.of(),
                List.of(
                    new Step(
                        "Issue its successor before Tue 1 Dec 12:00.",
                        Optional.of(
                            "scim-exporter token issue --sync=okta-hr -- config issue-access-token")))))
        .from(new ProvisionedFrom(Provider.OKTA, "", "", "", "https://example.okta.com/", "hr", ""))
        .expecting(HeartbeatConfig.OFF)
        .answered(200, Outcome.SUCCESS, ago(9), NOW, Duration.ofHours(5))
        .answered(201, Outcome.SUCCESS, ago(9), NOW, Duration.ofHours(9))
        .token(
            "okta 2026",
            "77aa0199ffee",
            Level.WARNING,
            TokenState.ACTIVE,
            NOW.plus(Duration.ofDays(5)))
        .status();
  }

  static SyncStatus neverSeen() {
    return Syncs.named("ping-test", NOW.minus(Duration.ofHours(7)), NOW)
        .says(Syncs.verdict(Level.UNKNOWN, "Watched for 7 hours; no heartbeat was seen yet."))
        .from(new ProvisionedFrom(Provider.PING, "", "", "", "", "", ""))
        .status();
  }

  static SyncStatus well() {
    return Syncs.named("google-workspace", ago(90), NOW)
        .from(new ProvisionedFrom(Provider.GOOGLE, "", "", "", "", "it@example.com", ""))
        .answered(200, Outcome.SUCCESS, ago(80), NOW, Duration.ofHours(3))
        .answered(204, Outcome.SUCCESS, ago(80), NOW, Duration.ofHours(8))
        .answered(429, Outcome.THROTTLED, ago(30), ago(29), Duration.ofHours(2))
        .expecting(new HeartbeatConfig(Duration.ofHours(4), Duration.ofHours(1), 2))
        .token(
            "google 2027",
            "aa00bb11cc22",
            Level.OK,
            TokenState.ACTIVE,
            NOW.plus(Duration.ofDays(364)))
        .status();
  }

  static Instant ago(int days) {
    return NOW.minus(Duration.ofDays(days));
  }
}
