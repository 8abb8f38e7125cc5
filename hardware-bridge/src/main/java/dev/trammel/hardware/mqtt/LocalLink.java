package dev.trammel.hardware.mqtt;

import java.time.Duration;
import java.util.List;

/** A link to a {@link LocalBroker}; a test may break and restore it. */
public final class LocalLink implements Link {

  private final LocalBroker broker;
  private final LinkOptions options;
  private final LinkListener listener;
  private final List<TopicFilter> filters;
  private boolean connected;
  private boolean closed;
  /** Counts connections: what was sent on an older one is lost. */
  private long connection;

  LocalLink(LocalBroker broker, LinkOptions options, LinkListener listener) {
    this.broker = broker;
    this.options = options;
    this.listener = listener;
    filters = options.subscriptions().stream().map(TopicFilter::new).toList();
  }

  @Override
  public boolean publish(Message message) {
    if (!isConnected()) {
      return false;
    }
    broker.route(message);
    return true;
  }

  @Override
  public synchronized boolean isConnected() {
    return connected;
  }

  @Override
  public synchronized void awaitConnected(Duration patience) throws LinkException {
    if (!connected) {
      throw new LinkException("the link in memory of " + options.clientId() + " is cut", closed);
    }
  }

  /** Breaks the connection, as a pulled cable does: the broker publishes the will. */
  public void cut() {
    if (!leave()) {
      return;
    }
    broker.later(() -> listener.disconnected(new LinkException("cut", false)));
    Message will = options.will();
    if (will != null) {
      broker.route(will);
    }
  }

  /** Connects again. */
  public void restore() {
    synchronized (this) {
      if (connected || closed) {
        return;
      }
      connected = true;
      connection++;
    }
    broker.join(this);
    broker.later(listener::connected);
  }

  @Override
  public void close() {
    leave();
    synchronized (this) {
      closed = true;
    }
  }

  private boolean leave() {
    synchronized (this) {
      if (!connected) {
        return false;
      }
      connected = false;
    }
    broker.leave(this);
    return true;
  }

  /** Delivers a message, once, if it is for this link. */
  void offer(Message message) {
    String topic = message.topic();
    if (filters.stream().anyMatch(filter -> filter.matches(topic))) {
      long sentOn = connection();
      byte[] payload = message.payload().clone();
      broker.later(() -> receive(topic, payload, message.retained(), sentOn));
    }
  }

  private synchronized long connection() {
    return connection;
  }

  private void receive(String topic, byte[] payload, boolean retained, long sentOn) {
    if (isConnected() && connection() == sentOn) {
      listener.received(topic, payload, retained);
    }
  }
}
