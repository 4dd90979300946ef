package io.github.scimexporter.page;

import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Times;
import io.github.scimexporter.status.Verdict;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraReading;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said of one sync at first sight.
 *
 * @param key begins the ids of its elements
 * @param href its own page
 * @param mark how urgent it is in all
 * @param sayings how it stands with it, and what is graver than that
 * @param others what else is to be said
 * @param tokens its tokens in use
 * @param origin where it is provisioned from, and into
 */
public record Card(
    String key,
    String name,
    String href,
    Mark mark,
    List<Saying> sayings,
    List<Saying> others,
    List<TokenRow> tokens,
    List<Fact> origin,
    Strip strip,
    Picture picture) {
  /** Copies the lists. */
  public Card {
    sayings = List.copyOf(sayings);
    others = List.copyOf(others);
    tokens = List.copyOf(tokens);
    origin = List.copyOf(origin);
  }

  /** For how long what is gravest has lasted. */
  public Optional<String> lasting() {
    return sayings.get(Math.min(1, sayings.size() - 1)).lasting();
  }

  /**
   * Makes a card.
   *
   * @param asked the range of the picture, where somebody chose one
   */
  static Card of(String key, SyncStatus sync, Times times, Optional<Range> asked) {
    ZoneId zone = times.zone();
    return new Card(
        key,
        sync.config().name(),
        "syncs/" + Links.segment(sync.config().name()),
        Mark.of(sync.level()),
        Stream.concat(
                Stream.of(sync.verdict()),
                sync.others().stream().filter(other -> graver(other, sync)))
            .map(verdict -> Saying.of(verdict, times))
            .toList(),
        sync.others().stream()
            .filter(other -> !graver(other, sync))
            .map(other -> Saying.of(other, times))
            .toList(),
        sync.tokens().stream()
            .map(token -> TokenRow.of(token, times))
            .filter(TokenRow::isInUse)
            .toList(),
        origin(sync),
        Strip.of(sync, times.now(), zone),
        Picture.of(
            sync, asked.orElseGet(() -> Range.telling(sync, times.now())), times.now(), zone));
  }

  private static boolean graver(Verdict other, SyncStatus sync) {
    return other.level().compareTo(sync.verdict().level()) < 0;
  }

  private static List<Fact> origin(SyncStatus sync) {
    ProvisionedFrom origin = sync.origin();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("From", origin.provider().title(), Links.web(origin.portalUrl())));
    add(
        facts,
        "Application",
        Stream.of(applicationName(sync), origin.applicationId())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", ")));
    add(facts, "Tenant", origin.tenantId());
    add(facts, "Owner", origin.owner());
    add(facts, "Notes", origin.notes());
    facts.add(Fact.of("Into", sync.config().endpoint().toString()));
    return facts;
  }

  /** What Microsoft Graph calls it, unless it tells of another one than is configured. */
  private static String applicationName(SyncStatus sync) {
    return sync.graph()
        .map(EntraReading::application)
        .filter(told -> !sync.origin().contradicts(told.applicationId()))
        .map(EntraApplication::name)
        .orElse("");
  }

  private static void add(List<Fact> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(Fact.of(name, value));
    }
  }
}
