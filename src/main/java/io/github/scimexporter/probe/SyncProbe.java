package io.github.scimexporter.probe;

import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.polling.Poll;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.sync.ProbeResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probe of one sync. The log says when its outcome changes, and when its token file cannot be
 * read any more, or can again. For use by one thread; the last result is for all.
 */
final class SyncProbe implements Poll {
  private static final Logger logger = LoggerFactory.getLogger(SyncProbe.class);

  private final SyncConfig sync;
  private final ProbeConfig config;
  private final EndpointClient client;
  private final InstantSource clock;
  private String tokenProblem = "";
  private String mistake = "";
  private volatile Optional<ProbeResult> last = Optional.empty();

  SyncProbe(SyncConfig sync, ProbeConfig config, InstantSource clock) {
    this.sync = sync;
    this.config = config;
    this.clock = clock;
    client = new EndpointClient(sync);
  }

  String sync() {
    return sync.name();
  }

  /** What the last probe found; empty until the first has ended. */
  Optional<ProbeResult> last() {
    return last;
  }

  @Override
  public Duration ask() throws InterruptedException {
    try {
      probe();
      mistake = "";
    } catch (RuntimeException e) {
      // A mistake of this program; the next probe may do better. What the last one found is no
      // longer known to be so.
      last =
          Optional.of(
              new ProbeResult(
                  clock.instant(), ProbeOutcome.OTHER, 0, Duration.ZERO, Optional.empty(), 0));
      if (!mistake.equals(e.toString())) {
        logger.error("sync {}: probe: failed in an unforeseen way", sync.name(), e);
      }
      mistake = e.toString();
    }
    return config.interval();
  }

  void probe() throws InterruptedException {
    Optional<Secret> token = token();
    Outcomes.With with =
        token.isPresent()
            ? Outcomes.With.A_TOKEN
            : config.tokenFile().isPresent() ? Outcomes.With.NONE_READABLE : Outcomes.With.NONE;
    Reply reply = client.exchange(token);
    ProbeOutcome outcome = Outcomes.of(reply.answer(), with);
    if (last.isEmpty() || last.get().outcome() != outcome) {
      log(outcome, reply.answer());
    }
    int status = reply.answer().status();
    // A file that cannot be used here says nothing of whether the endpoint can be reached.
    boolean unreachable = status >= 500 || (status == 0 && outcome != ProbeOutcome.TLS_FILE);
    last =
        Optional.of(
            new ProbeResult(
                clock.instant(),
                outcome,
                status,
                reply.duration(),
                reply.certificateExpiry(),
                unreachable ? last.map(ProbeResult::unreachable).orElse(0) + 1 : 0));
  }

  /** The token, read anew each time: it is replaced in its file. */
  private Optional<Secret> token() {
    try {
      Optional<Secret> token = ProbeFiles.token(config);
      if (!tokenProblem.isEmpty()) {
        logger.info("sync {}: probe: its token is read again", sync.name());
      }
      tokenProblem = "";
      return token;
    } catch (UnusableFile e) {
      if (!tokenProblem.equals(e.words())) {
        logger.warn("sync {}: probe.token_file: {}; asked without a token", sync.name(), e.words());
      }
      tokenProblem = e.words();
      return Optional.empty();
    }
  }

  private void log(ProbeOutcome outcome, Answer answer) {
    String words =
        switch (outcome) {
          case TOKEN_WANTED -> "the server answers, and asks for a token (401)";
          case TOKEN_FILE -> "the server answers, and asks for the token that cannot be read (401)";
          case OPEN -> "the server shows its users without a token (200)";
          default -> answer.words();
        };
    if (outcome.isSuccess()) {
      logger.info("sync {}: probe: {}", sync.name(), words);
    } else {
      logger.warn("sync {}: probe: {}", sync.name(), words);
    }
  }
}
