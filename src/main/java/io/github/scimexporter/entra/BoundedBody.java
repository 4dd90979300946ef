package io.github.scimexporter.entra;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Takes a body up to a size, and refuses a longer one as soon as it is known to be longer. */
final class BoundedBody implements BodySubscriber<String> {
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final BodySubscriber<String> body = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private final long limit;
  private Flow.@Nullable Subscription subscription;
  private long length;
  private boolean refused;

  BoundedBody(long limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<String> getBody() {
    return body.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = source;
    body.onSubscribe(source);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    if (refused) {
      return;
    }
    length += parts.stream().mapToLong(ByteBuffer::remaining).sum();
    if (length <= limit) {
      body.onNext(parts);
      return;
    }
    refused = true;
    if (subscription != null) {
      subscription.cancel();
    }
    body.onError(new TooLong());
  }

  @Override
  public void onError(Throwable problem) {
    body.onError(problem);
  }

  @Override
  public void onComplete() {
    body.onComplete();
  }
}
