package dev.trammel.hardware.mqtt;

import java.time.Duration;

/**
 * A connection to a broker that restores itself. It begins to connect as soon as it is made, and
 * after a loss tries again, at once, then after 100 ms, and ever more seldom up to every 2 s.
 *
 * <p>Nothing is kept for later: what cannot be sent now is not sent, what was under way when the
 * connection broke is forgotten, and the broker keeps nothing for who is away. So no command is
 * ever repeated or late because of the link. Every method may be called from any thread.
 */
public interface Link extends AutoCloseable {

  /** The greatest number of messages of QoS 1 that wait for the broker's word. */
  int MOST_IN_FLIGHT = 200;

  /**
   * Hands a message to the network; does not wait for it. If the broker refuses it, {@link
   * LinkListener#refused} says so.
   *
   * @return false if there is no connection, or too much is under way: the message is not sent
   */
  boolean publish(Message message);

  /** Whether there is a connection, and everything is subscribed to. */
  boolean isConnected();

  /**
   * Waits until there is a connection and everything is subscribed to.
   *
   * @throws LinkException if there is none in time, with the reason of the last attempt; at once if
   *     the reason does not pass by itself, like a password that is not accepted
   */
  void awaitConnected(Duration patience) throws LinkException;

  /**
   * Sends what was handed over, for a second at most, and leaves in good order: the will is not
   * published. The listener is not called any more once this returns, unless it is the listener that
   * calls.
   */
  @Override
  void close();
}
