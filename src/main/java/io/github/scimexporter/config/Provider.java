package io.github.scimexporter.config;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Who provisions, and what is known of each: the one table that defaults come from. Its sources are
 * in docs/heartbeats.md.
 */
public enum Provider {
  ENTRA("Microsoft Entra ID", Silence.NORMAL_FOR_A_DAY, Optional.of(Duration.ofMinutes(40))),
  OKTA("Okta", Silence.MEANS_NOTHING, Optional.empty()),
  PING("PingOne", Silence.MEANS_NOTHING, Optional.empty()),
  /** It has a cycle of a few hours, which nobody gives a number of. */
  GOOGLE("Google Workspace", Silence.NORMAL_FOR_A_DAY, Optional.empty()),
  ONELOGIN("OneLogin", Silence.MEANS_NOTHING, Optional.empty()),
  OTHER("provider not stated", Silence.NORMAL_FOR_A_DAY, Optional.empty());

  /** What it means that nothing of the sync is seen. */
  public enum Silence {
    /** There may be nothing to send for a day; a longer silence is worth a look. */
    NORMAL_FOR_A_DAY,
    /** It sends when something changes, and that may be never. */
    MEANS_NOTHING
  }

  private final String title;
  private final Silence silence;
  private final Optional<Duration> cycle;

  Provider(String title, Silence silence, Optional<Duration> cycle) {
    this.title = title;
    this.silence = silence;
    this.cycle = cycle;
  }

  /** As in the configuration and in the label {@code provider}, e.g. {@code entra}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As its own people call it. */
  public String title() {
    return title;
  }

  /** What it means that the access log shows nothing of the sync. */
  public Silence silence() {
    return silence;
  }

  /** How often it runs, by its documentation; it may find nothing to send. */
  public Optional<Duration> cycle() {
    return cycle;
  }

  /** The heartbeat to expect in an access log, where none is configured. */
  public HeartbeatConfig heartbeatInLog() {
    return switch (silence) {
      case NORMAL_FOR_A_DAY -> new HeartbeatConfig(Duration.ofHours(24), Duration.ofHours(1), 2);
      case MEANS_NOTHING -> HeartbeatConfig.OFF;
    };
  }

  /** The heartbeat to expect where each cycle is told of, also one that had nothing to send. */
  public HeartbeatConfig heartbeatByCycle() {
    return cycle
        .map(each -> new HeartbeatConfig(each, Duration.ofMinutes(10), 3))
        .orElseGet(this::heartbeatInLog);
  }

  /**
   * The page where the provisioning is set up; empty where it cannot be known: others have the
   * organisation's own name in their address.
   *
   * @param cloud which of Microsoft's clouds the directory is in
   */
  public String portalUrl(EntraCloud cloud, String servicePrincipalId, String applicationId) {
    return switch (this) {
      case ENTRA ->
          isId(servicePrincipalId) && isId(applicationId)
              ? cloud.portal()
                  + "/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/"
                  + servicePrincipalId
                  + "/appId/"
                  + applicationId
              : "";
      case GOOGLE -> "https://admin.google.com/ac/apps/unified";
      case OKTA, PING, ONELOGIN, OTHER -> "";
    };
  }

  /** What is written, or told, must not lead elsewhere. */
  private static boolean isId(String text) {
    return text.matches("[0-9A-Za-z][0-9A-Za-z-]*");
  }
}
