package io.github.scimexporter.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Answers of Microsoft Graph and of the login, in the shapes of its documentation and of captures
 * that others have published. All ids are invented.
 */
public final class GraphShapes {
  /** .NET's way to say "never". */
  public static final String NEVER = "0001-01-01T00:00:00Z";

  /** .NET's longest time span, which a job has that is not to run. */
  public static final String NO_INTERVAL = "P10675199DT2H48M5.4775807S";

  private static final DateTimeFormatter SEVEN_DIGITS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private GraphShapes() {}

  /** A time as Graph writes it. */
  public static String time(Instant time) {
    return SEVEN_DIGITS.format(time);
  }

  /** One page of jobs, the last. */
  public static String jobs(String... jobs) {
    return page("", jobs);
  }

  /**
   * One page of jobs.
   *
   * @param nextLink where the next one is; empty: there is none
   */
  public static String page(String nextLink, String... jobs) {
    return """
        {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals('x')/synchronization/jobs",
        %s"value": [%s]}
        """
        .formatted(
            nextLink.isEmpty() ? "" : "\"@odata.nextLink\": \"" + nextLink + "\",\n",
            String.join(",\n", List.of(jobs)));
  }

  /**
   * A healthy job that has nothing to do: its last execution ended then, its last
   * <em>successful</em> one, which had something to do, a day earlier.
   */
  public static String idle(String id, Instant ended) {
    return job(
        id,
        "\"PT40M\"",
        "Active",
        "Active",
        execution("Succeeded", "null", time(ended)),
        execution("Succeeded", "null", time(ended.minus(Duration.ofDays(1)))),
        "null");
  }

  /** An active job whose last execution ended then in that state. */
  public static String active(String id, String state, Instant ended) {
    return job(
        id, "\"PT40M\"", "Active", "Active", execution(state, "null", time(ended)), "null", "null");
  }

  /** A job that never ran: its last execution "Failed" with the error "None". */
  public static String neverRun(String id) {
    return job(
        id,
        "\"" + NO_INTERVAL + "\"",
        "Disabled",
        "NotRun",
        execution(
            "Failed",
            "{\"code\": \"None\", \"message\": \"\", \"tenantActionable\": false}",
            NEVER),
        execution("Failed", "null", NEVER),
        "null");
  }

  /** A job that was paused before it ever ran, as the documentation shows it. */
  public static String paused(String id) {
    return job(id, "\"" + NO_INTERVAL + "\"", "Disabled", "Paused", "null", "null", "null");
  }

  /** A job in quarantine that is not tried any more. No capture of one is known. */
  public static String disabled(String id) {
    return job(id, "\"PT40M\"", "Disabled", "Quarantine", "null", "null", "null");
  }

  /** A job in quarantine, with all that Graph may say of that. */
  public static String quarantined(String id, Instant since, Instant nextAttempt) {
    return quarantined(
        id,
        """
        {"currentBegan": "%s", "nextAttempt": "%s", "reason": "EncounteredQuarantineException",
        "seriesBegan": "%s", "seriesCount": 6, "error":
        {"code": "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
        "message": "A message that may name a person.", "tenantActionable": true}}
        """
            .formatted(time(since.plus(Duration.ofDays(2))), time(nextAttempt), time(since)));
  }

  /**
   * A job in quarantine.
   *
   * @param quarantine what Graph says of that, as JSON
   */
  public static String quarantined(String id, String quarantine) {
    return job(
        id,
        "\"PT40M\"",
        "Active",
        "Quarantine",
        execution(
            "Failed",
            "{\"code\": \"InvalidCredentials\", \"message\": \"m\", \"tenantActionable\": true}",
            time(Instant.parse("2026-01-23T19:00:09.1234567Z"))),
        "null",
        quarantine);
  }

  private static String execution(String state, String error, String ended) {
    return """
        {"activityIdentifier": null, "countEntitled": 0, "countEntitledForProvisioning": 0,
        "countEscrowed": 0, "countEscrowedRaw": 0, "countExported": 0, "countExports": 0,
        "countImported": 0, "countImportedDeltas": 0, "countImportedReferenceDeltas": 0,
        "error": %s, "state": "%s", "timeBegan": "%s", "timeEnded": "%s"}
        """
        .formatted(error, state, ended, ended);
  }

  private static String job(
      String id,
      String interval,
      String schedule,
      String code,
      String lastExecution,
      String lastSuccessful,
      String quarantine) {
    return """
        {"id": "%s", "templateId": "scim",
        "schedule": {"expiration": null, "interval": %s, "state": "%s"},
        "status": {"code": "%s", "countSuccessiveCompleteFailures": 0, "escrowsPruned": false,
        "lastExecution": %s, "lastSuccessfulExecution": %s,
        "lastSuccessfulExecutionWithExports": null, "progress": [], "quarantine": %s,
        "steadyStateFirstAchievedTime": "0001-01-01T00:00:00Z",
        "steadyStateLastAchievedTime": "0001-01-01T00:00:00Z",
        "synchronizedEntryCountByType": [{"key":
        "User to urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "value": 12}],
        "troubleshootingUrl": ""},
        "synchronizationJobSettings": [{"name": "AzureIngestionAttributeOptimization", "value": "False"}]}
        """
        .formatted(id, interval, schedule, code, lastExecution, lastSuccessful, quarantine);
  }

  /** The enterprise application. */
  public static String servicePrincipal(String id, String applicationId, String name) {
    return """
        {"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals(id,appId,displayName)/$entity",
        "id": "%s", "appId": "%s", "displayName": "%s"}
        """
        .formatted(id, applicationId, name);
  }

  /** The registration of an application with a secret and a certificate. */
  public static String application(
      String applicationId, Instant secretExpiry, Instant certificateExpiry) {
    return """
        {"id": "30000000-0000-0000-0000-000000000003", "appId": "%s", "displayName": "Spotfire",
        "passwordCredentials": [{"customKeyIdentifier": null, "displayName": "prod",
        "endDateTime": "%s", "hint": "Abc", "keyId": "40000000-0000-0000-0000-000000000001",
        "secretText": null, "startDateTime": "2026-01-01T00:00:00Z"}],
        "keyCredentials": [{"customKeyIdentifier": "00", "displayName": "CN=spotfire",
        "endDateTime": "%s", "key": "MIIB", "keyId": "40000000-0000-0000-0000-000000000002",
        "startDateTime": "2026-01-01T00:00:00Z", "type": "AsymmetricX509Cert",
        "usage": "Verify"}]}
        """
        .formatted(applicationId, time(secretExpiry), certificateExpiry);
  }

  /** An error of Graph. */
  public static String error(String code) {
    return """
        {"error": {"code": "%s", "message": "Insufficient privileges to complete the operation.",
        "innerError": {"date": "2026-11-24T10:00:00", "request-id":
        "50000000-0000-0000-0000-000000000005", "client-request-id":
        "50000000-0000-0000-0000-000000000006"}}}
        """
        .formatted(code);
  }

  /** A refusal of the login, which repeats what it was sent as no real one does. */
  public static String loginError(String error, int number, String echoed) {
    return """
        {"error": "%s", "error_description": "AADSTS%d: Words for people. %s Trace ID: \
        60000000-0000-0000-0000-000000000006", "error_codes": [%d],
        "timestamp": "2026-11-24 10:00:00Z", "trace_id": "60000000-0000-0000-0000-000000000006",
        "correlation_id": "60000000-0000-0000-0000-000000000007",
        "error_uri": "https://login.microsoftonline.com/error?code=%d"}
        """
        .formatted(error, number, echoed, number, number);
  }

  /** A token of the login. */
  public static String token(String value, long expiresInSeconds) {
    return """
        {"token_type": "Bearer", "expires_in": %d, "ext_expires_in": %d, "access_token": "%s"}
        """
        .formatted(expiresInSeconds, expiresInSeconds, value);
  }
}
