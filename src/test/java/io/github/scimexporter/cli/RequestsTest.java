package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.follow.Wakeup;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private final Requests requests = new Requests(Wakeup.whenTold());

  @Test
  void aReloadIsDoneOnceForAllWhoAskedBeforeItBegan() {
    assertThat(requests.areWaiting()).isFalse();
    CompletableFuture<Optional<String>> first = requests.reload();
    CompletableFuture<Optional<String>> second = requests.reload();
    assertThat(requests.areWaiting()).isTrue();
    requests.takeReload().orElseThrow().complete(Optional.empty());
    assertThat(first).isCompletedWithValue(Optional.empty());
    assertThat(second).isCompletedWithValue(Optional.empty());
    assertThat(requests.areWaiting()).isFalse();
    assertThat(requests.takeReload()).isEmpty();
  }

  /** The one that goes on may have read the file before it was written. */
  @Test
  void whoAsksWhileOneGoesOnGetsAnotherOne() {
    CompletableFuture<Optional<String>> first = requests.reload();
    CompletableFuture<Optional<String>> under = requests.takeReload().orElseThrow();
    CompletableFuture<Optional<String>> later = requests.reload();
    under.complete(Optional.empty());
    assertThat(first).isDone();
    assertThat(later).isNotDone();
    assertThat(requests.areWaiting()).isTrue();
  }

  @Test
  void theEndLeavesNobodyWaiting() {
    CompletableFuture<Optional<String>> before = requests.reload();
    requests.end();
    assertThat(requests.isEnd()).isTrue();
    assertThat(requests.areWaiting()).isTrue();
    assertThat(before).isCompletedWithValue(Optional.of("the exporter ends"));
    assertThat(requests.reload()).isCompletedWithValue(Optional.of("the exporter ends"));
    assertThat(requests.takeReload()).isEmpty();
  }
}
