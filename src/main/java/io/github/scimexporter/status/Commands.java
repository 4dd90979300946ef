package io.github.scimexporter.status;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.token.Token;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to type, with the real names in it, as a shell takes it.
 *
 * @param file the configuration file
 * @param place where the exporter runs
 */
record Commands(Path file, Place place) {
  private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

  /** What a shell makes of such a pattern is what the exporter makes of it. */
  private static final Pattern PATTERN = Pattern.compile("(?!.*\\*\\*)[\\w./:@%+=,*?-]+");

  /** Spotfire's own command. */
  String issue(Optional<Token> before) {
    return issueToRead(before) + " -Suser-directory.write.all";
  }

  /** For a token that changes nothing. */
  String issueToRead(Optional<Token> before) {
    return "config issue-access-token --client-id=" + client(before) + " -Suser-directory.read.all";
  }

  String showClient(Optional<Token> before) {
    return "config show-oauth2-client --client-id=" + client(before);
  }

  /**
   * Registers a token.
   *
   * @param more further flags
   */
  String register(String sync, String more, Optional<Token> before) {
    return token("add", forSync(sync) + more)
        + before.map(token -> " --replaces=" + token.id()).orElse("");
  }

  String check(String sync) {
    return token("check", forSync(sync));
  }

  String checkFile(String sync, Path tokenFile) {
    return token("check", forSync(sync) + " --token-file=" + quoted(tokenFile.toString()));
  }

  String retire(Token token) {
    return token("retire", " " + token.id());
  }

  String show(Token token) {
    return token(
        "show", " --storage.path=" + quoted(place.storage().toString()) + " " + token.id());
  }

  String list() {
    return token("list", "");
  }

  String configCheck() {
    return "scim-exporter" + config() + " --config.check";
  }

  String reload() {
    return "curl -sS -X POST " + quoted(place.address().resolve("/-/reload").toString());
  }

  /** Reads the files of these logs, or those that the reader names. */
  String scan(List<AccessLogConfig> logs) {
    List<String> paths =
        logs.stream().filter(AccessLogConfig::isInFiles).flatMap(l -> l.paths().stream()).toList();
    boolean plain = !paths.isEmpty() && paths.stream().allMatch(p -> PATTERN.matcher(p).matches());
    return "scim-exporter scan" + config() + " " + (plain ? String.join(" ", paths) : "LOG...");
  }

  String ask(URI endpoint) {
    return "curl -sSv -o /dev/null " + quoted(endpoint + "/ServiceProviderConfig");
  }

  private String token(String command, String arguments) {
    return "scim-exporter token " + command + config() + arguments;
  }

  private String config() {
    return " --config.file=" + quoted(file.toString());
  }

  private static String forSync(String sync) {
    return " --sync=" + sync;
  }

  private static String client(Optional<Token> before) {
    return before
        .map(Token::clientId)
        .filter(client -> !client.isEmpty())
        .map(Commands::quoted)
        .orElse("CLIENT_ID");
  }

  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
