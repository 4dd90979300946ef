package io.github.scimexporter.status;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.SyncConfig;
import java.util.List;

/**
 * What to do about all but tokens: as the next steps of the alerts, with the real names.
 *
 * @param sync what is configured
 * @param logs its logs
 * @param type what to type
 */
record SyncSteps(SyncConfig sync, List<AccessLogConfig> logs, Commands type) {
  List<Step> notFound() {
    return List.of(
        Step.of(
            "The client calls the base URL that the exporter is configured with: is this the"
                + " server's own, and its last part a domain there? "
                + sync.endpoint()),
        Step.of(
            isEntra()
                ? "It is not: in the Entra admin center, Enterprise applications > the application >"
                    + " Provisioning > Admin credentials: correct Tenant URL"
                    + " (https://HOST/spotfire/api/rest/scim/v2/DOMAIN), Test Connection, Save; then"
                    + " Restart provisioning."
                : "It is not: in the provisioning client, correct the base URL of the SCIM"
                    + " connection, test the connection, save."),
        Step.of("Correct syncs[].endpoint in " + type.file() + ", too, and reload.", type.reload()),
        Step.of(
            "The URL is right? Was a proxy in front of the server changed, or the domain on the"
                + " server renamed? See whether the server itself answers.",
            type.ask(sync.endpoint())));
  }

  List<Step> serverErrors() {
    return List.of(
        Step.of(
            "On the Spotfire Server, look into server.log at that time, and whether its database and"
                + " user directory can be reached."),
        Step.of(
            "502, 503, 504: look at the proxy or load balancer in front of it: does it find a server"
                + " that runs?"),
        scan("See which requests fail."),
        Step.of(
            "When it works again the client goes on by itself"
                + (isEntra() ? "; Restart provisioning if it is in quarantine." : ".")));
  }

  List<Step> absent() {
    return List.of(
        Step.of(
            isEntra()
                ? "In the Entra admin center: Enterprise applications > the application >"
                    + " Provisioning > Overview. Is provisioning on, when did the last cycle end, is"
                    + " it in quarantine?"
                : "In the provisioning client: is provisioning on, when did it last run, which errors"
                    + " does it show?"),
        Step.of(
            isEntra()
                ? "On, but no cycle or a failing one: Admin credentials > Test Connection. If that"
                    + " works: Restart provisioning. If not, see whether Entra can reach the server"
                    + " (name, certificate, firewall, proxy)."
                : "Test the SCIM connection there. If that fails, see whether the client can reach"
                    + " the server (name, certificate, firewall, proxy)."),
        scan("See what the access log says."),
        Step.of(
            "All is well and the client just had nothing to do: the same output suggests a wider"
                + " heartbeat for this sync; set it in "
                + type.file()
                + ". For planned work set paused_until."));
  }

  List<Step> neverSeen() {
    return List.of(
        scan(
            "Is the endpoint the one that the client uses ("
                + sync.endpoint()
                + "), and do these logs belong to that server? See what they say of it."),
        Step.of(
            isEntra()
                ? "In the Entra admin center: Enterprise applications > the application >"
                    + " Provisioning: is it on? Admin credentials > Test Connection, while watching"
                    + " the access log: does the request arrive?"
                : "In the provisioning client: is provisioning on? Test the SCIM connection, while"
                    + " watching the access log: does the request arrive?"),
        Step.of(
            "It arrives, but does not count: syncs[].clients may name other addresses than the"
                + " client has."));
  }

  List<Step> quarantined() {
    return List.of(
        Step.of(
            "In the Entra admin center: Enterprise applications > the application > Provisioning >"
                + " Overview and Provisioning logs: what does it say of the quarantine?"),
        Step.of(
            "Admin credentials > Test Connection. If it fails, mend what it names (token, URL,"
                + " certificate, firewall)."),
        Step.of("Too many failing users or groups: mend those that the provisioning logs name."),
        Step.of(
            "On the Provisioning overview: Restart provisioning. The quarantine ends with the next"
                + " cycle that works."));
  }

  List<Step> stopped() {
    return List.of(
        Step.of(
            "Was it stopped on purpose? Then say so with paused_until of this sync in "
                + type.file()
                + ", or remove the sync."),
        Step.of(
            "In the Entra admin center: Enterprise applications > the application > Provisioning >"
                + " Overview: Start provisioning."),
        Step.of(
            "After a long quarantine: Admin credentials > Test Connection first, and mend what it"
                + " names."));
  }

  List<Step> unreachable() {
    return List.of(
        Step.of(
            "On the exporter's machine, see what the endpoint answers.", type.ask(sync.endpoint())),
        Step.of(
            "Refused, timed out, or a 5xx: is the server up, and the proxy or load balancer before"
                + " it? server.log and the service's state tell."),
        Step.of(
            "A certificate: renew it, or name its authority in probe.tls_config.ca_file of this"
                + " sync."),
        Step.of(
            "It answers there: name resolution, firewall or proxy between this exporter and the"
                + " endpoint."));
  }

  List<Step> silent() {
    return List.of(
        Step.of(
            "Is the server up? On its machine look at the service and at server.log; from outside:",
            type.ask(sync.endpoint())),
        Step.of(
            "It answers, and the request is not in the log: was the log's path, name or valve"
                + " changed? Correct access_logs[].paths in "
                + type.file()
                + "."),
        Step.of(
            "Nobody had anything to ask (a night, a holiday): set a longer silence for these logs."));
  }

  List<Step> logUnreadable() {
    return List.of(
        Step.of("Let the program say what is wrong.", type.configCheck()),
        Step.of(
            "Permission: let the exporter's user read the directory and its files (Tomcat's umask is"
                + " often 0027: add the user to its group)."),
        Step.of(
            "Moved or renamed: correct access_logs[].paths in "
                + type.file()
                + " and reload; it reads on from where it stopped.",
            type.reload()));
  }

  List<Step> logUnparsed() {
    return List.of(
        Step.of("Let the program say which column does not fit.", type.configCheck()),
        Step.of(
            "Was the pattern of the server's access log changed? Give access_logs[].format the same"
                + " one, e.g. {tomcat: \"PATTERN\"}, or write auto."),
        Step.of("Reload. What was read in the wrong format is not read again.", type.reload()),
        scan("scan reads whole logs anew."));
  }

  List<Step> graphUnreadable() {
    return List.of(
        Step.of(
            "See what the exporter says of it, in its log.",
            "journalctl -u scim-exporter | grep -i graph"),
        Step.of(
            "401: the client secret or certificate has expired, or the wrong tenant is named. 403:"
                + " admin consent for Synchronization.Read.All is missing."),
        Step.of(
            "No connection: name, proxy, firewall between the exporter and"
                + " login.microsoftonline.com and graph.microsoft.com."));
  }

  private Step scan(String text) {
    return Step.of(text, type.scan(logs));
  }

  private boolean isEntra() {
    return sync.provisionedFrom().provider() == Provider.ENTRA;
  }
}
