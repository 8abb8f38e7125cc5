package dev.trammel.hardware.fault;

import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkListener;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.mqtt.Message;
import dev.trammel.hardware.wire.Body;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Listens in on the links that it makes: what went out and what came in, and when. */
final class Tap implements Linker {

  private static final long PATIENCE = 60_000_000_000L;

  private final Linker linker;
  private final String clientId;
  private final List<Seen> said = new ArrayList<>();
  private final List<Seen> heard = new ArrayList<>();
  private final List<Seen> tried = new ArrayList<>();
  private int connections;
  private volatile Predicate<Seen> passes = seen -> true;

  /**
   * A message.
   *
   * @param nanos before it went, or when it came, by this machine's monotonic clock [ns]
   */
  record Seen(String topic, byte[] bytes, long nanos) {

    Optional<Frame> frame() {
      return Frame.open(bytes) instanceof Frame.Opening.Opened opened
          ? Optional.of(opened.frame())
          : Optional.empty();
    }
  }

  /** A record of one type, and when it was seen [ns]. */
  record Found<T extends Body>(Header header, T body, long nanos) {}

  /** @param clientId of all links, so that a proxy draws the same for them; empty for their own */
  Tap(Linker linker, String clientId) {
    this.linker = linker;
    this.clientId = clientId;
  }

  /** Is asked before each message goes; what does not pass is lost, and its sender not told. */
  void passes(Predicate<Seen> next) {
    passes = next;
  }

  synchronized List<Seen> said() {
    return List.copyOf(said);
  }

  /** What was to go out, whether there was a connection or not. */
  synchronized List<Seen> tried() {
    return List.copyOf(tried);
  }

  synchronized List<Seen> heard() {
    return List.copyOf(heard);
  }

  /** How often a connection was there anew. */
  synchronized int connections() {
    return connections;
  }

  /** The records of one type among some messages. */
  static <T extends Body> List<Found<T>> records(List<Seen> messages, Class<T> type) {
    return messages.stream().flatMap(seen -> record(seen, type)).toList();
  }

  private static <T extends Body> Stream<Found<T>> record(Seen seen, Class<T> type) {
    return seen.frame().stream()
        .flatMap(frame -> Stream.of(
                frame.body().orThrow(refusal -> new IllegalStateException("" + refusal)))
            .filter(type::isInstance)
            .map(body -> new Found<>(frame.header(), type.cast(body), seen.nanos())));
  }

  /** Waits for what messages bring about. */
  synchronized void await(BooleanSupplier isSo) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE;
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("it did not come to this within a minute");
      }
      wait(20);
    }
  }

  private synchronized void add(List<Seen> list, Seen seen) {
    list.add(seen);
    notifyAll();
  }

  @Override
  public Link open(LinkOptions options, LinkListener listener) {
    LinkOptions chosen = clientId.isEmpty()
        ? options
        : new LinkOptions(options.address(), clientId, options.will(), options.subscriptions());
    return new Tapped(linker.open(chosen, new Ear(listener)));
  }

  private final class Ear implements LinkListener {

    private final LinkListener listener;

    Ear(LinkListener listener) {
      this.listener = listener;
    }

    @Override
    public void received(String topic, byte[] payload, boolean retained) {
      add(heard, new Seen(topic, payload.clone(), System.nanoTime()));
      listener.received(topic, payload, retained);
    }

    @Override
    public void connected() {
      synchronized (Tap.this) {
        connections++;
        Tap.this.notifyAll();
      }
      listener.connected();
    }

    @Override
    public void disconnected(LinkException why) {
      listener.disconnected(why);
    }

    @Override
    public void refused(LinkException why) {
      listener.refused(why);
    }
  }

  private final class Tapped implements Link {

    private final Link link;

    Tapped(Link link) {
      this.link = link;
    }

    @Override
    public boolean publish(Message message) {
      Seen seen = new Seen(message.topic(), message.payload(), System.nanoTime());
      add(tried, seen);
      if (!passes.test(seen)) {
        return true;
      }
      boolean went = link.publish(message);
      if (went) {
        add(said, seen);
      }
      return went;
    }

    @Override
    public boolean isConnected() {
      return link.isConnected();
    }

    @Override
    public void awaitConnected(Duration patience) throws LinkException {
      link.awaitConnected(patience);
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
