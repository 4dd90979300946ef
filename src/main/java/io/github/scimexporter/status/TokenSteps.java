package io.github.scimexporter.status;

import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.token.Token;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do about a token of one sync: as the next steps of the alerts, with the real names.
 *
 * @param sync what is configured
 * @param type what to type
 */
record TokenSteps(SyncConfig sync, Commands type) {
  private static final String KEEP = " and keep what it prints: it cannot be shown again.";
  private static final String REGISTER =
      "Register it on the exporter's machine: run this, paste all that was printed, then Ctrl-D.";

  /**
   * Gives the client a new token.
   *
   * @param old the one that it takes the place of
   * @param next one that is registered in its place already
   */
  List<Step> newToken(Token old, Optional<Token> next) {
    List<Step> steps = new ArrayList<>();
    next.ifPresent(
        token ->
            steps.add(
                Step.of(
                    "Token "
                        + token.id()
                        + " is registered in its place. See whether it was ever in use (first"
                        + " heartbeat), and who registered it. In use: only the last step is left."
                        + " Not in use, and you have its value: leave out the next two steps. Its"
                        + " value is lost: go on.",
                    type.show(token))));
    steps.add(
        Step.of("On the Spotfire Server, issue a new token" + KEEP, type.issue(Optional.of(old))));
    steps.add(Step.of(REGISTER, type.register(sync.name(), "", next.or(() -> Optional.of(old)))));
    steps.add(check());
    steps.addAll(putInPlace());
    steps.add(
        Step.of(
            "When the sync works with the new token, take the old one out of use.",
            type.retire(old)));
    return steps;
  }

  /** Finds out what became of a token, and gives the client another one. */
  List<Step> rejected(Token known) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "If you have the token's value, ask whether the server still accepts it: run this, paste"
                + " the token (it is not shown), Enter. Accepted: the client presents another one;"
                + " leave out the next two steps. Refused, or the value is lost: go on.",
            type.check(sync.name())));
    steps.add(
        Step.of(
            "On the Spotfire Server, issue a new token" + KEEP, type.issue(Optional.of(known))));
    steps.add(Step.of(REGISTER, type.register(sync.name(), "", Optional.of(known))));
    steps.addAll(putInPlace());
    steps.add(
        Step.of(
            "If there is a new token: when the sync works with it, take the old one out of use.",
            type.retire(known)));
    return steps;
  }

  /** Gives the client a token that is registered. */
  List<Step> unauthorized() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of("On the Spotfire Server, issue a new token" + KEEP, type.issue(Optional.empty())));
    steps.add(
        Step.of(
            "Register it on the exporter's machine, so that its end is announced next time: run this,"
                + " paste all that was printed, then Ctrl-D.",
            type.register(sync.name(), "", Optional.empty())));
    steps.add(check());
    steps.addAll(putInPlace());
    return steps;
  }

  List<Step> forbidden(Optional<Token> known) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        Step.of(
            "On the Spotfire Server, see which scopes the client may have; it needs"
                + " user-directory.read.all and user-directory.write.all.",
            type.showClient(known)));
    steps.add(
        Step.of(
            "Scopes are given to a token when it is issued. Issue a new one with both" + KEEP,
            type.issue(known)));
    steps.add(Step.of(REGISTER, type.register(sync.name(), "", known)));
    steps.add(check());
    steps.addAll(putInPlace());
    steps.add(
        Step.of(
            "The 403s came from a firewall or proxy in front of the server (an HTML page, no SCIM"
                + " error)? Let the client's addresses through there."));
    return steps;
  }

  /** Gives the exporter a new token for its probe. */
  List<Step> newProbeToken(Token old) {
    return List.of(
        Step.of(
            "On the Spotfire Server, issue a new token that may only read" + KEEP,
            type.issueToRead(Optional.of(old))),
        Step.of(REGISTER, type.register(sync.name(), " --purpose=probe", Optional.of(old))),
        check(),
        writeTokenFile(),
        Step.of("Take the old one out of use.", type.retire(old)));
  }

  List<Step> probeRejected(Optional<Token> old) {
    List<Step> steps = new ArrayList<>();
    tokenFile()
        .ifPresent(
            file ->
                steps.add(
                    Step.of(
                        "Ask the server what it makes of the token that the probe sends.",
                        type.checkFile(sync.name(), file))));
    steps.add(
        Step.of(
            "Revoked or unknown: issue a new one that may only read" + KEEP,
            type.issueToRead(old)));
    steps.add(Step.of(REGISTER, type.register(sync.name(), " --purpose=probe", old)));
    steps.add(writeTokenFile());
    old.ifPresent(
        token ->
            steps.add(
                Step.of(
                    "When the probe is accepted, take the old one out of use.",
                    type.retire(token))));
    return steps;
  }

  /** Gives the exporter a new secret for Microsoft Graph. */
  List<Step> newSecret(Token old) {
    return List.of(
        Step.of(
            "In the Entra admin center: App registrations > the exporter's application >"
                + " Certificates & secrets > New client secret. Copy its value and its end date."),
        Step.of(
            "Register it: run this, paste the value (it is not shown), Enter.",
            type.register(
                sync.name(), " --purpose=graph --valid-until=END_DATE", Optional.of(old))),
        Step.of("Write the value into " + secretFile() + "."),
        Step.of("When Graph can be read with it, take the old one out of use.", type.retire(old)));
  }

  List<Step> retire(Token token) {
    return List.of(
        Step.of("See when it was last in use, and which one took its place.", type.show(token)),
        Step.of(
            "See that the token in use is registered too, so that its expiry is watched.",
            type.list()),
        Step.of("Take the expired one out of use.", type.retire(token)));
  }

  private Step check() {
    return Step.of(
        "See there that the server accepts it: run this, paste the token itself (it is not shown), Enter.",
        type.check(sync.name()));
  }

  private List<Step> putInPlace() {
    return isEntra()
        ? List.of(
            Step.of(
                "In the Entra admin center: Enterprise applications > the application >"
                    + " Provisioning > Admin credentials. Paste the token as Secret Token, Test"
                    + " Connection, Save."),
            Step.of(
                "On the Provisioning overview: Restart provisioning (this also ends a"
                    + " quarantine)."))
        : List.of(
            Step.of(
                "In the provisioning client, paste the token as the bearer token of the SCIM"
                    + " connection, test the connection, save."),
            Step.of("Start a provisioning run there, if it does not start by itself."));
  }

  private Step writeTokenFile() {
    return Step.of(
        "Write the token into "
            + tokenFile().map(Path::toString).orElse("the file that probe.token_file names")
            + "; it is read at each probe.");
  }

  private Optional<Path> tokenFile() {
    return sync.probe().flatMap(ProbeConfig::tokenFile);
  }

  private String secretFile() {
    return sync.entra()
        .filter(entra -> entra.credential() instanceof GraphCredential.ClientSecret)
        .map(entra -> ((GraphCredential.ClientSecret) entra.credential()).file().toString())
        .orElse("the file that entra.client_secret_file names");
  }

  private boolean isEntra() {
    return sync.provisionedFrom().provider() == Provider.ENTRA;
  }
}
