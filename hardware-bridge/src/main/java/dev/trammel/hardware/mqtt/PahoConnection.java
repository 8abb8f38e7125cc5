package dev.trammel.hardware.mqtt;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from its beginning to its loss; the next one is another object with another
 * client, so that nothing of this one can come after it. Traps of Paho 1.2.5 that this avoids: its
 * buffer with topic aliases loses everything after a restart of the broker, its own reconnect waits
 * up to minutes, subscribing in its callbacks is a deadlock, its files appear where it runs, and a
 * connection that is closed at once leaves a thread behind ({@link PatientModule}).
 */
final class PahoConnection {

  private static final int CONNECT_SECONDS = 3;
  private static final long ANSWER_MILLIS = 3000;
  private static final long FLUSH_MILLIS = 1000;

  /** Kept, or its level is forgotten: Paho prints what the link reports. */
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private final MqttAsyncClient client;
  private final LinkOptions options;
  private final NoDelaySockets sockets;
  private final LinkFailure failure;
  private final SerialListener listener;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final CompletableFuture<@Nullable LinkException> end = new CompletableFuture<>();
  private final MqttActionListener answers = new Answers();

  private PahoConnection(LinkOptions options, Credentials.Access access, SerialListener listener)
      throws MqttException {
    this.options = options;
    this.listener = listener;
    sockets = new NoDelaySockets(access.sockets());
    failure = new LinkFailure(options.address(), access);
    LinkAddress address = options.address();
    String uri = (address.secure() ? "ssl://" : "tcp://") + address.host() + ":" + address.port();
    client = new PatientClient(uri, options.clientId());
    client.setCallback(new Events());
  }

  /** Connects and subscribes; waits for both. */
  static PahoConnection open(
      LinkOptions options, Credentials.Access access, SerialListener listener)
      throws LinkException {
    LinkFailure failure = new LinkFailure(options.address(), access);
    PahoConnection made = null;
    try {
      made = new PahoConnection(options, access, listener);
      made.connect(access);
      made.subscribe();
      return made;
    } catch (MqttException e) {
      discard(made);
      throw failure.failed(e, false);
    } catch (LinkException e) {
      discard(made);
      throw e;
    }
  }

  private static void discard(@Nullable PahoConnection made) {
    if (made != null) {
      made.drop(false);
    }
  }

  private void connect(Credentials.Access access) throws MqttException, LinkException {
    IMqttToken token = client.connect(settings(access));
    token.waitForCompletion(2000L * CONNECT_SECONDS + ANSWER_MILLIS);
    Long most = token.getResponseProperties().getMaximumPacketSize();
    if (most != null && most < Message.MOST_PACKET_BYTES) {
      throw failure.takesTooLittle(most, Message.MOST_PACKET_BYTES);
    }
  }

  private MqttConnectionOptions settings(Credentials.Access access) {
    MqttConnectionOptions settings = new MqttConnectionOptions();
    settings.setCleanStart(true);
    settings.setSessionExpiryInterval(0L);
    settings.setAutomaticReconnect(false);
    settings.setTopicAliasMaximum(0);
    settings.setMaximumPacketSize((long) Message.MOST_PACKET_BYTES);
    settings.setConnectionTimeout(CONNECT_SECONDS);
    settings.setKeepAliveInterval(options.keepAliveSeconds());
    settings.setUserName(options.address().user());
    settings.setSocketFactory(sockets.asFactory());
    byte[] password = access.password();
    if (password != null) {
      settings.setPassword(password);
    }
    Message will = options.will();
    if (will != null) {
      settings.setWill(will.topic(), inPahosWords(will));
    }
    return settings;
  }

  private static MqttMessage inPahosWords(Message message) {
    MqttProperties properties = new MqttProperties();
    if (message.expirySeconds() > 0) {
      properties.setMessageExpiryInterval((long) message.expirySeconds());
    }
    return new MqttMessage(message.payload(), message.qos(), message.retained(), properties);
  }

  private void subscribe() throws MqttException, LinkException {
    List<String> filters = options.subscriptions();
    if (filters.isEmpty()) {
      return;
    }
    MqttSubscription[] wanted = new MqttSubscription[filters.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = new MqttSubscription(filters.get(i), 1);
      wanted[i].setRetainAsPublished(true);
    }
    IMqttToken token = client.subscribe(wanted);
    token.waitForCompletion(ANSWER_MILLIS);
    int[] answers = token.getReasonCodes();
    for (int i = 0; i < answers.length; i++) {
      if (LinkFailure.isRefusal(answers[i])) {
        throw failure.refused("subscribe to", filters.get(i), answers[i]);
      }
    }
  }

  boolean publish(Message message) {
    if (inFlight.incrementAndGet() > Link.MOST_IN_FLIGHT) {
      inFlight.decrementAndGet();
      return false;
    }
    try {
      client.publish(message.topic(), inPahosWords(message), message.topic(), answers);
      return true;
    } catch (MqttException e) {
      // not connected any more, or more than the broker takes at a time
      inFlight.decrementAndGet();
      return false;
    }
  }

  /**
   * Waits for the end.
   *
   * @return why the connection was lost; null if {@link #leave} was called
   */
  @Nullable
  LinkException awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a connection is never an exception", e);
    }
  }

  /** Wakes who waits for the end. */
  void leave() {
    end.complete(null);
  }

  /** Waits for what is under way, for a second at most, and says good-bye. */
  void close() throws InterruptedException {
    long until = System.nanoTime() + FLUSH_MILLIS * 1_000_000;
    while (inFlight.get() > 0 && client.isConnected() && System.nanoTime() < until) {
      Thread.sleep(2);
    }
    drop(true);
  }

  /** Lets go of everything that the client holds. */
  void drop(boolean politely) {
    try {
      if (politely && client.isConnected()) {
        client.disconnect(0L).waitForCompletion(ANSWER_MILLIS);
      } else {
        closeSocket();
        client.disconnectForcibly(0, 0, false);
      }
    } catch (MqttException e) {
      // it is gone already
      PAHO.log(Level.FINE, "closing", e);
    }
    closeSocket();
    try {
      client.close(true);
    } catch (MqttException e) {
      PAHO.log(Level.FINE, "closing", e);
    }
  }

  /** Lets go as far as that can be done, of one that may be broken. */
  void abandon() {
    try {
      drop(false);
    } catch (RuntimeException e) {
      PAHO.log(Level.FINE, "closing", e);
    }
  }

  /** Paho leaves one open that never was connected, and waits for one that is silent. */
  private void closeSocket() {
    Socket socket = sockets.last();
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      PAHO.log(Level.FINE, "closing", e);
    }
  }

  /** For tests: the socket below. */
  @Nullable
  Socket socket() {
    return sockets.last();
  }

  /** The broker's word on what was published. */
  private final class Answers implements MqttActionListener {

    @Override
    public void onSuccess(IMqttToken token) {
      inFlight.decrementAndGet();
      int[] codes = token.getReasonCodes();
      if (codes != null && codes.length > 0 && LinkFailure.isRefusal(codes[0])) {
        String topic = String.valueOf(token.getUserContext());
        listener.tell(to -> to.refused(failure.refused("publish on", topic, codes[0])));
      }
    }

    @Override
    public void onFailure(IMqttToken token, Throwable why) {
      inFlight.decrementAndGet();
    }
  }

  private final class Events implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      listener.tell(to -> to.received(topic, message.getPayload(), message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException why = response.getException();
      end.complete(
          why == null ? failure.ended(response.getReturnCode()) : failure.failed(why, true));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }
}
