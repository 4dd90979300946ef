package io.github.scimexporter.status;

import java.util.Set;

/**
 * The alerts of the shipped rules that one exporter can tell by itself. Of two of the same level
 * the one that stands first here is told first.
 */
enum Alert {
  /** Critical: a provisioning token has lapsed. */
  TOKEN_EXPIRED("ScimTokenExpired"),
  TOKEN_REJECTED("ScimTokenRejected"),
  UNAUTHORIZED("ScimUnauthorized"),
  ENDPOINT_UNREACHABLE("ScimEndpointUnreachable"),
  FORBIDDEN("ScimForbidden"),
  NOT_FOUND("ScimNotFound"),
  JOB_QUARANTINED("ScimEntraJobQuarantined"),
  JOB_STOPPED("ScimEntraJobStopped"),
  SERVER_SILENT("ScimServerSilent"),
  SYNC_DOWN("ScimSyncDown"),
  SERVER_ERRORS("ScimServerErrors"),
  LOG_UNREADABLE("ScimLogUnreadable"),
  LOG_UNPARSED("ScimLogUnparsed"),
  SYNC_NEVER_SEEN("ScimSyncNeverSeen"),
  HEARTBEAT_MISSED("ScimHeartbeatMissed"),
  ENTRA_UNREADABLE("ScimEntraUnreadable"),
  /** Warning: a token of the exporter itself has expired. */
  OWN_TOKEN_EXPIRED("ScimTokenExpired"),
  PROBE_REJECTED("ScimProbeRejected"),
  TOKEN_EXPIRING("ScimTokenExpiring"),
  /** Info: a provisioning token has expired, and is not in use any more. */
  TOKEN_TO_RETIRE("ScimTokenExpired"),
  STATE_UNWRITABLE("ScimStateUnwritable"),
  REGISTRY_UNREADABLE("ScimTokenRegistryUnreadable"),
  RELOAD_FAILED("ScimConfigReloadFailed");

  private final String title;

  Alert(String title) {
    this.title = title;
  }

  /** As in the rules. */
  String title() {
    return title;
  }

  /** What is not told of a sync while this is told of it. */
  Set<Alert> hides() {
    return switch (this) {
      case TOKEN_EXPIRED, TOKEN_REJECTED, UNAUTHORIZED ->
          Set.of(
              FORBIDDEN,
              NOT_FOUND,
              SERVER_ERRORS,
              JOB_QUARANTINED,
              JOB_STOPPED,
              SYNC_DOWN,
              SYNC_NEVER_SEEN,
              HEARTBEAT_MISSED);
      case ENDPOINT_UNREACHABLE ->
          Set.of(
              SERVER_ERRORS,
              SERVER_SILENT,
              JOB_QUARANTINED,
              JOB_STOPPED,
              SYNC_DOWN,
              SYNC_NEVER_SEEN,
              HEARTBEAT_MISSED);
      case FORBIDDEN, NOT_FOUND ->
          Set.of(JOB_QUARANTINED, JOB_STOPPED, SYNC_DOWN, SYNC_NEVER_SEEN, HEARTBEAT_MISSED);
      case JOB_QUARANTINED, JOB_STOPPED, SERVER_SILENT, LOG_UNREADABLE, LOG_UNPARSED ->
          Set.of(SYNC_DOWN, SYNC_NEVER_SEEN, HEARTBEAT_MISSED);
      case SYNC_DOWN -> Set.of(HEARTBEAT_MISSED);
      case SERVER_ERRORS,
          SYNC_NEVER_SEEN,
          HEARTBEAT_MISSED,
          ENTRA_UNREADABLE,
          OWN_TOKEN_EXPIRED,
          PROBE_REJECTED,
          TOKEN_EXPIRING,
          TOKEN_TO_RETIRE,
          STATE_UNWRITABLE,
          REGISTRY_UNREADABLE,
          RELOAD_FAILED ->
          Set.of();
    };
  }
}
