package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The source directory: who is to be provisioned, and who changed since the last cycle. A change
 * stays due until it was exported, as Entra retries what failed. Not thread-safe.
 */
final class EntraDirectory {
  /** The group that every user is put into. */
  static final String GROUP = "Spotfire Users";

  private final List<String> users = new ArrayList<>();
  private final List<String> due = new ArrayList<>();
  private int nextToChange;
  private int revision;

  /** Lets the directory change. */
  void change(int newUsers, int changedUsers) {
    int known = users.size();
    for (int i = 0; i < newUsers; i++) {
      String userName = "user-%06d@example.com".formatted(users.size() + 1);
      users.add(userName);
      due.add(userName);
    }
    for (int i = 0; i < Math.min(changedUsers, known); i++) {
      String userName = users.get(nextToChange++ % known);
      if (!due.contains(userName)) {
        due.add(userName);
      }
    }
    revision++;
  }

  /** Returns the users to export. */
  List<String> due() {
    return List.copyOf(due);
  }

  void exported(String userName) {
    due.remove(userName);
  }

  ObjectNode newUser(String userName) {
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.putArray("schemas").add(ScimType.USERS.schema());
    user.put("externalId", userName.replaceFirst("@.*", ""));
    user.put("userName", userName);
    user.put("active", true);
    user.put("displayName", "Example " + revision);
    user.putObject("name").put("givenName", "Example").put("familyName", userName);
    user.putArray("emails")
        .addObject()
        .put("primary", true)
        .put("type", "work")
        .put("value", userName);
    return user;
  }

  /** Two operations with Entra's capital letters, the second with Entra's boolean as a string. */
  ObjectNode userChange() {
    ObjectNode patch = patch();
    patch
        .withArrayProperty("Operations")
        .addObject()
        .put("op", "Replace")
        .put("path", "displayName")
        .put("value", "Example " + revision);
    patch
        .withArrayProperty("Operations")
        .addObject()
        .put("op", "Replace")
        .put("path", "active")
        .put("value", "True");
    return patch;
  }

  ObjectNode newGroup() {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.putArray("schemas").add(ScimType.GROUPS.schema());
    group.put("externalId", "spotfire-users");
    group.put("displayName", GROUP);
    return group;
  }

  ObjectNode newMembers(List<String> ids) {
    ObjectNode patch = patch();
    ObjectNode add =
        patch.withArrayProperty("Operations").addObject().put("op", "Add").put("path", "members");
    ids.forEach(id -> add.withArrayProperty("value").addObject().put("value", id));
    return patch;
  }

  private static ObjectNode patch() {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:PatchOp");
    return patch;
  }
}
