package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scimexporter.standin.EntraConnection.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One cycle under way: the credential check, then the changes that are due. Used once. */
final class EntraRun {
  private final EntraConnection connection;
  private final EntraDirectory directory;
  private final RequestCounts sent;
  private final BooleanSupplier cancelled;
  private final Instant began = Instant.now();
  private final List<Exchange> exchanges = new ArrayList<>();

  /**
   * @param sent where each answered request is counted
   * @param cancelled asked before each request; when true, the cycle ends there
   */
  EntraRun(
      EntraConnection connection,
      EntraDirectory directory,
      RequestCounts sent,
      BooleanSupplier cancelled) {
    this.connection = connection;
    this.directory = directory;
    this.sent = sent;
    this.cancelled = cancelled;
  }

  /** Ends a cycle: Entra gives up where it is refused or gets no answer, until the next one. */
  private static final class Stopped extends Exception {}

  EntraCycle run(boolean credentialCheck) throws InterruptedException {
    boolean completed = true;
    try {
      if (credentialCheck) {
        checkCredentials();
      }
      exportChanges();
    } catch (Stopped e) {
      completed = false;
    }
    return new EntraCycle(began, exchanges, completed);
  }

  /** Queries for a user and a group that cannot exist; anything but success ends the cycle. */
  private void checkCredentials() throws Stopped, InterruptedException {
    for (String query : List.of(userQuery(randomName()), groupQuery(randomName()))) {
      send("GET", query, null);
      if (!exchanges.get(exchanges.size() - 1).succeeded()) {
        throw new Stopped();
      }
    }
  }

  private void exportChanges() throws Stopped, InterruptedException {
    List<String> members = new ArrayList<>();
    for (String userName : directory.due()) {
      String id = exportUser(userName);
      if (id != null) {
        directory.exported(userName);
        members.add(id);
      }
    }
    if (!members.isEmpty()) {
      exportMembers(members);
    }
  }

  /** Returns the user's id in the target, or null if it could not be exported and stays due. */
  private @Nullable String exportUser(String userName) throws Stopped, InterruptedException {
    Answer found = send("GET", userQuery(userName), null);
    if (found.status() != 200) {
      return null;
    }
    String id = firstId(found);
    if (id == null) {
      return createdId(send("POST", "/Users", directory.newUser(userName)));
    }
    Answer changed = send("PATCH", "/Users/" + id, directory.userChange());
    return changed.status() < 300 ? id : null;
  }

  private void exportMembers(List<String> members) throws Stopped, InterruptedException {
    Answer found = send("GET", groupQuery(EntraDirectory.GROUP), null);
    if (found.status() != 200) {
      return;
    }
    String id = firstId(found);
    if (id == null) {
      id = createdId(send("POST", "/Groups", directory.newGroup()));
    }
    if (id != null) {
      send("PATCH", "/Groups/" + id, directory.newMembers(members));
    }
  }

  private Answer send(String method, String target, @Nullable JsonNode body)
      throws Stopped, InterruptedException {
    if (cancelled.getAsBoolean()) {
      throw new Stopped();
    }
    Answer answer = connection.send(method, target, body);
    exchanges.add(new Exchange(method, target, answer.status()));
    if (answer.status() != 0) {
      sent.add(method, answer.status());
    }
    if (answer.status() == 0 || answer.status() == 401 || answer.status() == 403) {
      throw new Stopped();
    }
    return answer;
  }

  private static @Nullable String firstId(Answer found) {
    return found.body().at("/Resources/0/id").textValue();
  }

  private static @Nullable String createdId(Answer created) {
    return created.status() == 201 ? created.body().path("id").textValue() : null;
  }

  private static String randomName() {
    return UUID.randomUUID().toString();
  }

  private static String userQuery(String userName) {
    return "/Users?filter=" + encoded("userName eq \"" + userName + "\"");
  }

  private static String groupQuery(String displayName) {
    return "/Groups?excludedAttributes=members&filter="
        + encoded("displayName eq \"" + displayName + "\"");
  }

  /** Spaces become plus signs, quotes %22, as in the queries that users saw from Entra. */
  private static String encoded(String filter) {
    return URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }
}
