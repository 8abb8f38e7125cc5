package dev.trammel.hardware.mqtt;

import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A link by Paho: a thread that connects, waits for the loss, and connects again. */
final class MqttLink implements Link {

  private static final long CLOSE_MILLIS = 3000;

  private final LinkOptions options;
  private final Credentials.Access access;
  private final SerialListener listener;
  private final Backoff backoff;
  private final Opening opening;
  private final Thread keeper;

  private volatile @Nullable PahoConnection connection;
  private boolean closing;
  private LinkException lastFailure;

  /** How a connection is made. */
  @FunctionalInterface
  interface Opening {

    PahoConnection open(LinkOptions options, Credentials.Access access, SerialListener listener)
        throws LinkException;
  }

  MqttLink(LinkOptions options, Credentials.Access access, LinkListener listener) {
    this(options, access, listener, PahoConnection::open);
  }

  MqttLink(LinkOptions options, Credentials.Access access, LinkListener listener, Opening opening) {
    this.opening = opening;
    this.options = options;
    this.access = access;
    this.listener = new SerialListener(listener);
    backoff = new Backoff(System.nanoTime() ^ options.clientId().hashCode());
    lastFailure = new LinkException(options.address().broker() + ": no answer yet", false);
    keeper = new Thread(this::keep, "link " + options.clientId());
    keeper.setDaemon(true);
  }

  void start() {
    keeper.start();
  }

  @Override
  public boolean publish(Message message) {
    PahoConnection now = connection;
    return now != null && now.publish(message);
  }

  @Override
  public boolean isConnected() {
    return connection != null;
  }

  @Override
  public synchronized void awaitConnected(Duration patience) throws LinkException {
    long until = System.nanoTime() + patience.toNanos();
    while (connection == null) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (closing || left <= 0 || lastFailure.isPermanent()) {
        throw lastFailure.again();
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new LinkException("interrupted while waiting for " + options.address(), false, e);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    PahoConnection now = connection;
    if (now != null) {
      now.leave();
    }
    if (!listener.isBeingTold()) {
      try {
        keeper.join(CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    listener.close();
  }

  /** For tests: the socket below; null if there is no connection. */
  @Nullable
  Socket socket() {
    PahoConnection now = connection;
    return now == null ? null : now.socket();
  }

  private void keep() {
    try {
      while (!isClosing()) {
        try {
          hold(opening.open(options, access, listener));
        } catch (LinkException e) {
          failed(e);
        } catch (RuntimeException | Error e) {
          broke(e);
        }
        pause(backoff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hold(PahoConnection made) throws InterruptedException {
    long begun = System.nanoTime();
    announce(made);
    listener.tell(LinkListener::connected);
    LinkException why = made.awaitEnd();
    connection = null;
    if (why == null) {
      made.close();
      return;
    }
    backoff.lostAfter(System.nanoTime() - begun);
    failed(why);
    listener.tell(to -> to.disconnected(why));
    made.drop(false);
  }

  /** What nobody foresaw costs a connection, never the link. */
  private void broke(Throwable unforeseen) {
    LinkException why = new LinkException(
        options.address().broker() + ": the link failed by itself: " + unforeseen,
        false,
        unforeseen);
    PahoConnection broken = connection;
    connection = null;
    failed(why);
    if (broken != null) {
      listener.tell(to -> to.disconnected(why));
      broken.abandon();
    }
    keeper.getUncaughtExceptionHandler().uncaughtException(keeper, unforeseen);
  }

  private synchronized void announce(PahoConnection made) {
    connection = made;
    if (closing) {
      made.leave();
    }
    notifyAll();
  }

  private synchronized void failed(LinkException why) {
    lastFailure = why;
    notifyAll();
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private synchronized void pause(long millis) throws InterruptedException {
    long until = System.nanoTime() + millis * 1_000_000;
    for (long left = millis; !closing && left > 0; left = (until - System.nanoTime()) / 1_000_000) {
      wait(left);
    }
  }
}
