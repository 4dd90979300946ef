package io.github.scimexporter.demo;

import io.github.scimexporter.browser.Browser;
import io.github.scimexporter.browser.Look;
import io.github.scimexporter.installation.Installation;
import io.github.scimexporter.installation.Stage;
import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.RealParts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The demo: a token expires while it is in use, and the administrator is told. With {@code --once}
 * it also mends the sync, waits for the resolution, checks that nothing else was sent, and ends;
 * with {@code --picture} it ends with a picture of the status page at the moment after the expiry.
 */
public final class Demo {
  private static final Duration VALIDITY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PICTURE_AFTER = Duration.ofMinutes(2);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  /** A week's log ends when the demo starts: until it provisions, nothing may be missed. */
  private static final Map<String, String> SYNC_KEYS =
      Map.of("heartbeat", "{interval: 1m, grace: 30s, missed_threshold: 3}");

  private final Installation installation;
  private int mailsShown;

  private Demo(Installation installation) {
    this.installation = installation;
  }

  /**
   * Runs the demo.
   *
   * @param args {@code --once}, {@code --picture FILE}, or nothing
   */
  public static void main(String[] args) throws IOException {
    boolean once = List.of(args).equals(List.of("--once"));
    boolean picture = args.length == 2 && args[0].equals("--picture");
    if (!once && !picture && args.length > 0) {
      System.err.println("bin/demo: takes --once, --picture FILE, or nothing");
      System.exit(2);
    }
    // The parts' own words would drown the story; what goes wrong still shows.
    Logger.getLogger("").setLevel(Level.WARNING);
    Path work = Files.createTempDirectory("scim-exporter-demo");
    RealParts parts = RealParts.processes();
    say("Prometheus and Alertmanager are " + parts.origin());
    say("Everything is written to " + work);
    try {
      Installation installation =
          new Installation(
              Path.of("").toAbsolutePath(),
              work,
              parts,
              VALIDITY,
              log -> Past.write(log, Instant.now()),
              SYNC_KEYS,
              Demo::say);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(installation, work), "end"));
      Demo demo = new Demo(installation);
      say("The status page: " + demo.page());
      if (!once && !picture) {
        Desktop.open(demo.page());
      }
      demo.tellTheBreak();
      if (picture) {
        demo.takePicture(Path.of(args[1]));
        System.exit(0);
      }
      if (once) {
        demo.mend();
        demo.check();
        say("Done: one notification, one resolution, nothing else.");
        System.exit(0);
      }
      demo.goOn();
    } catch (RuntimeException | IOException e) {
      // Whatever it is: the parts' threads would keep a demo alive that goes on no more.
      boolean plain = e instanceof ConditionTimeoutException || e instanceof IllegalStateException;
      System.err.println("bin/demo: " + (plain ? e.getMessage() : e.toString()));
      System.err.println("bin/demo: the logs of all parts are in " + work);
      System.exit(1);
    }
  }

  private URI page() {
    return installation.exporter().uri().resolve("/");
  }

  /** Waits until it is plain that nothing but refusals comes any more. */
  private void takePicture(Path file) {
    Instant plain = installation.firstToken().validUntil().plus(PICTURE_AFTER);
    say("Waiting until " + PICTURE_AFTER.toMinutes() + " minutes after the expiry ...");
    Awaitility.await("refusals long after the expiry")
        .atMost(PATIENCE.plus(PICTURE_AFTER))
        .pollInterval(LOOK_INTERVAL)
        .until(() -> last("scim_sync_last_unauthorized_timestamp_seconds").isAfter(plain));
    try (Browser browser = Browser.start(new Look(Look.Size.DESKTOP, Look.Theme.LIGHT))) {
      browser.open(page());
      browser.screenshot(file);
    }
    say("The status page, as it is now: " + file);
  }

  private void tellTheBreak() {
    Instant expiry = installation.firstToken().validUntil();
    long left = Math.max(0, Duration.between(Instant.now(), expiry).toSeconds());
    say("Provisioning works. The token expires in " + left + " s ...");
    await("the token to expire", () -> !Instant.now().isBefore(expiry));
    say("The token has expired. Nobody was told by Spotfire or Entra.");
    await(
        "Entra to be refused",
        () ->
            installation.entra().sent().keySet().stream()
                .anyMatch(request -> request.endsWith(" 401")));
    say("Entra is answered 401. Waiting for the notification ...");
    awaitMail("the notification");
  }

  private void mend() {
    installation.replaceToken(Duration.ofHours(1));
    Instant now = Instant.now();
    await("a success with the new token", () -> lastSuccess().isAfter(now));
    say("The sync works again.");
    installation.retire(installation.firstTokenId());
    say(
        "Waiting for the resolution (news about a group is sent each "
            + Duration.ofMinutes(5).dividedBy(Stage.SPEED).toSeconds()
            + " s) ...");
    awaitMail("the resolution");
  }

  /** Exactly one notification and its resolution, by mail and by webhook. */
  private void check() {
    List<String> webhook =
        installation.admins().received().stream()
            .flatMap(
                notification ->
                    notification.alerts().stream()
                        .map(
                            alert ->
                                notification.status()
                                    + " "
                                    + alert.labels().get("alertname")
                                    + " "
                                    + alert.labels().get("sync")))
            .toList();
    List<String> wanted =
        List.of(
            "firing ScimTokenExpired " + Installation.SYNC,
            "resolved ScimTokenExpired " + Installation.SYNC);
    if (!webhook.equals(wanted)) {
      throw new IllegalStateException("the webhook received " + webhook + ", not " + wanted);
    }
    int mails = installation.mailbox().received().size();
    if (mails != wanted.size()) {
      throw new IllegalStateException(mails + " mails arrived, not " + wanted.size());
    }
  }

  /** Until Ctrl-C: Enter mends the sync, and every mail is shown. */
  private void goOn() throws IOException {
    say("Look around at the addresses above. Enter: a new token is put in place. Ctrl-C: the end.");
    boolean mended = false;
    while (true) {
      if (!mended && System.in.available() > 0) {
        mended = true;
        mend();
        say("Ctrl-C ends everything.");
      }
      showMails();
      pause();
    }
  }

  private Instant lastSuccess() {
    return last("scim_sync_last_success_timestamp_seconds");
  }

  private Instant last(String metric) {
    return installation.exporter().scrape().all(metric).stream()
        .map(sample -> Instant.ofEpochMilli((long) (sample.value() * 1000)))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private void awaitMail(String what) {
    await(what, this::showMails);
  }

  /** Shows the mails that arrived since; returns whether there were any. */
  private boolean showMails() {
    List<Mailbox.Mail> mails = installation.mailbox().received();
    List<Mailbox.Mail> fresh = mails.subList(mailsShown, mails.size());
    for (Mailbox.Mail mail : fresh) {
      mailsShown++;
      Path html = installation.work().resolve("mail-" + mailsShown + ".html");
      write(html, mail.html());
      System.out.println();
      System.out.println("  To: " + String.join(", ", mail.to()));
      System.out.println("  Subject: " + mail.subject());
      System.out.println();
      mail.text().lines().forEach(line -> System.out.println("  | " + line));
      System.out.println();
      say("The same as HTML: " + html);
    }
    return !fresh.isEmpty();
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(LOOK_INTERVAL).until(condition);
  }

  private static void pause() {
    Awaitility.await().pollDelay(LOOK_INTERVAL).until(() -> true);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String step) {
    System.out.println(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().substring(11, 19) + "  " + step);
  }

  private static void end(Installation installation, Path work) {
    installation.close();
    say("Everything was ended; what it wrote is in " + work);
  }
}
