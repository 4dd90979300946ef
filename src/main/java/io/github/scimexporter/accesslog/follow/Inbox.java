package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were received and not read yet. Senders put them in from threads of their own and wait
 * while it is full, so that a fast sender is slowed down and memory stays bounded; one thread
 * reads.
 */
final class Inbox {
  /** How many bytes may wait. */
  static final int CAPACITY_BYTES = 4 * 1024 * 1024;

  /** What a waiting line costs beside its bytes, so that empty lines are not for nothing. */
  private static final int LINE_COST_BYTES = 64;

  /** How much is read at once, so that others can ask in between. */
  private static final int CHUNK_BYTES = 256 * 1024;

  /** What was received of a sender. */
  private enum Kind {
    LINE,
    UNFIT,
    NOTHING
  }

  private static final class Received {
    private final Kind kind;
    private final LineReader reader;
    private final byte[] line;
    private final long sent;

    private Received(Kind kind, LineReader reader, byte[] line, long sent) {
      this.kind = kind;
      this.reader = reader;
      this.line = line;
      this.sent = sent;
    }

    private int cost() {
      return LINE_COST_BYTES + line.length;
    }
  }

  private final Wakeup wakeup;
  private final LogLine line = new LogLine();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Queue<Received> waiting = new ArrayDeque<>();
  private long waitingCost;
  private long waitingBytes;
  private boolean closed;

  /** How many of the waiting lines were there at the last look; only the reader's. */
  private int due;

  /**
   * Makes an empty one.
   *
   * @param wakeup woken when there is something to be read
   */
  Inbox(Wakeup wakeup) {
    this.wakeup = wakeup;
  }

  /**
   * An opening for one sender.
   *
   * @param reader reads its lines, and no others: what headers say holds for their sender
   */
  Framing.Lines opening(LineReader reader) {
    return new Framing.Lines() {
      @Override
      public void line(byte[] bytes, int from, int to, long sent) {
        put(new Received(Kind.LINE, reader, Arrays.copyOfRange(bytes, from, to), sent));
      }

      @Override
      public void unfit(long sent) {
        put(new Received(Kind.UNFIT, reader, new byte[0], sent));
      }

      @Override
      public void nothing(long sent) {
        put(new Received(Kind.NOTHING, reader, new byte[0], sent));
      }
    };
  }

  /** Looks what there is: only that is read until the next look, however fast more comes. */
  void refresh() {
    lock.lock();
    try {
      due = waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads one chunk of what was there at the last look.
   *
   * @return whether anything was read
   */
  boolean step(LineSink sink) {
    long read = 0;
    while (read < CHUNK_BYTES) {
      Received next = poll();
      if (next == null) {
        break;
      }
      switch (next.kind) {
        case LINE -> read(next, sink);
        case UNFIT -> sink.unfit();
        case NOTHING -> {}
      }
      sink.bytes(next.sent);
      read += next.cost();
    }
    return read > 0;
  }

  /** How many bytes wait, as they were sent. */
  long bytes() {
    lock.lock();
    try {
      return waitingBytes;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, and lets go of whoever waits to put something in. */
  void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more, and reads all that waits. */
  void drain(LineSink sink) {
    close();
    refresh();
    while (step(sink)) {
      // Chunk by chunk.
    }
  }

  private void put(Received received) {
    lock.lock();
    try {
      // One that is larger than all the room goes in when it is alone.
      while (!closed && !waiting.isEmpty() && waitingCost + received.cost() > CAPACITY_BYTES) {
        room.awaitUninterruptibly();
      }
      if (closed) {
        return;
      }
      waiting.add(received);
      waitingCost += received.cost();
      waitingBytes += received.sent;
    } finally {
      lock.unlock();
    }
    wakeup.wake();
  }

  private @Nullable Received poll() {
    if (due == 0) {
      return null;
    }
    lock.lock();
    try {
      Received next = waiting.poll();
      if (next != null) {
        due--;
        waitingCost -= next.cost();
        waitingBytes -= next.sent;
        room.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void read(Received received, LineSink sink) {
    byte[] bytes = received.line;
    switch (received.reader.read(bytes, 0, bytes.length, line)) {
      case REQUEST -> sink.request(line);
      case UNFIT -> sink.unfit();
      case HEADER -> {}
    }
  }
}
