package io.github.scimexporter.standin;

/**
 * How an {@link EntraStandIn} behaves.
 *
 * @param newUsers users that appear in the source before each cycle
 * @param changedUsers known users that change before each cycle, as far as there are any
 * @param credentialCheck whether a cycle begins with the queries for a random user and group. What
 *     is known of Entra conflicts: most reports have them in every cycle, one has a day of silence
 *     when nothing changes; without them and without changes a cycle sends nothing
 * @param quarantine whether cycles become rarer while they fail
 */
public record EntraOptions(
    int newUsers, int changedUsers, boolean credentialCheck, boolean quarantine) {
  public EntraOptions {
    if (newUsers < 0 || changedUsers < 0) {
      throw new IllegalArgumentException(
          "newUsers is %d, changedUsers is %d; want 0 or more".formatted(newUsers, changedUsers));
    }
  }

  /** Returns two new users and a changed one each cycle, credential check, no quarantine. */
  public static EntraOptions defaults() {
    return new EntraOptions(2, 1, true, false);
  }

  /** Returns these options with other numbers of changes; with 0 and 0 the source is quiet. */
  public EntraOptions withChanges(int newNewUsers, int newChangedUsers) {
    return new EntraOptions(newNewUsers, newChangedUsers, credentialCheck, quarantine);
  }

  /** Returns these options without the credential check. */
  public EntraOptions withoutCredentialCheck() {
    return new EntraOptions(newUsers, changedUsers, false, quarantine);
  }

  /** Returns these options with quarantine. */
  public EntraOptions withQuarantine() {
    return new EntraOptions(newUsers, changedUsers, credentialCheck, true);
  }
}
