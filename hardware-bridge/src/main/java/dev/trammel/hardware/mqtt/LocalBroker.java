package dev.trammel.hardware.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A broker in memory that keeps the promises of {@link Link}: retained messages, retain as published,
 * wills, order. For tests of what stands on links. Nothing waits in it, so nothing expires.
 *
 * <p>A {@link #stepped} one delivers when it is told to, in the thread that tells it: such a test is
 * the same every time. A {@link #threaded} one delivers by itself, in one thread.
 */
public final class LocalBroker implements Linker, AutoCloseable {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Executor deliveries;
  private final List<LocalLink> links = new ArrayList<>();
  private final Map<String, Message> retained = new LinkedHashMap<>();

  private LocalBroker(boolean threaded) {
    deliveries = threaded ? Executors.newSingleThreadExecutor(LocalBroker::thread) : waiting::add;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "local broker");
    thread.setDaemon(true);
    return thread;
  }

  public static LocalBroker stepped() {
    return new LocalBroker(false);
  }

  public static LocalBroker threaded() {
    return new LocalBroker(true);
  }

  @Override
  public LocalLink open(LinkOptions options, LinkListener listener) {
    LocalLink link = new LocalLink(this, options, listener);
    link.restore();
    return link;
  }

  /** Delivers until nothing waits, also what is published meanwhile; of a stepped broker only. */
  public void deliver() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  /** Ends the thread, after what waits; links are not told. */
  @Override
  public void close() {
    if (deliveries instanceof ExecutorService service) {
      service.shutdown();
      try {
        service.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void later(Runnable delivery) {
    deliveries.execute(delivery);
  }

  synchronized void join(LocalLink link) {
    links.add(link);
    for (Message kept : retained.values()) {
      link.offer(kept);
    }
  }

  synchronized void leave(LocalLink link) {
    links.remove(link);
  }

  synchronized void route(Message message) {
    if (message.retained()) {
      if (message.payload().length == 0) {
        retained.remove(message.topic());
      } else {
        retained.put(message.topic(), message);
      }
    }
    for (LocalLink link : links) {
      link.offer(message);
    }
  }
}
