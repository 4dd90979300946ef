package io.github.scimexporter.status;

import io.github.scimexporter.sync.TokenHeartbeats;
import io.github.scimexporter.token.Token;
import java.time.Duration;
import java.util.Optional;

/**
 * A token of a sync.
 *
 * @param token what the registry says
 * @param level how urgent it is: {@code OK} while it is far from its end, or retired
 * @param remaining how long it is still valid; negative after its end
 * @param heartbeats the heartbeats while it was in use
 */
public record TokenStatus(
    Token token, Level level, Duration remaining, Optional<TokenHeartbeats> heartbeats) {}
