package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.SyncState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In every format that tells the query an exporter's probe is none of the sync's requests. */
class ProbeInEveryFormatTest {
  private static final Instant NOW = Instant.parse("2024-11-24T12:00:00Z");
  private static final FormatOptions OPTIONS =
      new FormatOptions(ZoneOffset.UTC, 10, Optional.empty());
  private static final String PATH = "/scim/v2/SPOTFIRE/Users";

  /** As each server logs it; {@code %s} is the query, which begins with a question mark. */
  enum Written {
    COMMON("192.0.2.7 - - [24/Nov/2024:10:00:00 +0000] \"GET @%s HTTP/1.1\" 200 11"),
    COMBINED(
        "192.0.2.7 - - [24/Nov/2024:10:00:00 +0000] \"GET @%s HTTP/1.1\" 200 11 \"-\""
            + " \"scim-exporter\""),
    EXTENDED(
        "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status\n"
            + "2024-11-24 10:00:00 192.0.2.7 GET @ %s 200"),
    EXTENDED_URI(
        "#Fields: date time c-ip cs-method cs-uri sc-status\n"
            + "2024-11-24 10:00:00 192.0.2.7 GET @%s 200"),
    JSON(
        "{\"host\":\"192.0.2.7\",\"time\":\"[24/Nov/2024:10:00:00 +0000]\",\"request\":\"GET @%s"
            + " HTTP/1.1\",\"statusCode\":\"200\"}"),
    JSON_IN_PARTS(
        "{\"host\":\"192.0.2.7\",\"time\":\"[24/Nov/2024:10:00:00"
            + " +0000]\",\"method\":\"GET\",\"path\":\"@\",\"query\":\"%s\",\"statusCode\":\"200\"}"),
    TOMCAT("192.0.2.7 [24/Nov/2024:10:00:00 +0000] GET @%s 200"),
    HAPROXY(
        "Nov 24 10:00:00 lb haproxy[7]: 192.0.2.7:4 [24/Nov/2024:10:00:00.000] f b/s"
            + " 0/0/1/2/3 200 11 - - ---- 1/1/1/1/0 0/0 \"GET @%s HTTP/1.1\""),
    REGEX("2024-11-24T10:00:00Z GET @%s 200");

    private final String line;

    Written(String line) {
      this.line = line;
    }

    private LineFormat format() throws FormatException {
      return switch (this) {
        case COMMON -> LineFormat.COMMON;
        case COMBINED, EXTENDED, EXTENDED_URI -> LineFormat.auto(OPTIONS);
        case JSON, JSON_IN_PARTS -> LineFormat.json(OPTIONS);
        case TOMCAT -> LineFormat.tomcat("%h %t %m %U%q %s", OPTIONS);
        case HAPROXY -> LineFormat.haproxy(OPTIONS);
        case REGEX ->
            LineFormat.regex(
                "(?P<time>\\S+) (?P<method>\\S+) (?P<path>\\S+) (?P<status>\\d+)",
                "ISO8601",
                ChronoUnit.SECONDS,
                OPTIONS);
      };
    }

    private String with(String query) {
      return line.replace("@", PATH).replace("%s", query) + "\n";
    }
  }

  private static long requests(Written written, String query) throws IOException, FormatException {
    Ledger ledger = new Ledger(LedgerState.EMPTY, List.of("sync"), List.of("log"), NOW);
    HistorySink sink =
        new HistorySink(
            "log",
            List.of(Syncs.sync("sync", Reading.ENDPOINT)),
            ledger,
            Map.of("sync", new HeartbeatHistory()),
            InstantSource.fixed(NOW));
    new LogScanner(written.format().reader(""), sink)
        .scan(new ByteArrayInputStream(written.with(query).getBytes(UTF_8)));
    assertThat(Objects.requireNonNull(ledger.state().logs().get("log")).unparsedLines()).isZero();
    SyncState state = Objects.requireNonNull(ledger.state().syncs().get("sync"));
    return state.requests().values().stream().mapToLong(Long::longValue).sum();
  }

  @ParameterizedTest
  @EnumSource
  void theProbeIsLeftOutAndTheClientsLookForAUserIsNot(Written written) throws Exception {
    String query = "?filter=userName%20eq%20%22";
    assertThat(requests(written, query + "scim-exporter-probe-1f2e%22")).isZero();
    assertThat(requests(written, query + "d52bb0c3-aaaa-4b71-b7b6-1a3ab4e1d0fd%22")).isEqualTo(1);
  }
}
