package dev.trammel.hardware.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A client's connection through the proxy: two readers and two writers. */
final class ProxiedConnection {

  private final FaultProxy proxy;
  private final Socket client;
  private final Socket broker;
  private final Way toBroker;
  private final Way toClient;
  private final List<Thread> threads = new ArrayList<>();
  private volatile String clientId = "";

  ProxiedConnection(FaultProxy proxy, Socket client, Socket broker) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.broker = broker;
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    toBroker = new Way(broker.getOutputStream());
    toClient = new Way(client.getOutputStream());
  }

  void start(int number) {
    Half outward = new Half(Direction.TO_BROKER, toBroker, toClient);
    Half inward = new Half(Direction.FROM_BROKER, toClient, toBroker);
    thread(number + " to broker in", () -> outward.read(client));
    thread(number + " from broker in", () -> inward.read(broker));
    thread(number + " to broker out", () -> toBroker.send(proxy.gate()));
    thread(number + " from broker out", () -> toClient.send(proxy.gate()));
    threads.forEach(Thread::start);
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void thread(String name, Work work) {
    Thread thread = new Thread(
        () -> {
          try {
            work.run();
          } catch (IOException | InterruptedException e) {
            endLikewise();
          }
        },
        "proxy " + name);
    thread.setDaemon(true);
    threads.add(thread);
  }

  /** One end is gone: so is the other, as soon as it can hear of that. */
  private void endLikewise() {
    try {
      proxy.gate().pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cut();
  }

  /** One half of the connection. */
  private final class Half {

    private final Direction direction;
    private final Way onward;
    private final Way back;
    /** When the last message of a rule leaves [ns]. */
    private final Map<FaultRule, Long> last = new HashMap<>();

    private Half(Direction direction, Way onward, Way back) {
      this.direction = direction;
      this.onward = onward;
      this.back = back;
    }

    private void read(Socket from) throws IOException, InterruptedException {
      InputStream in = new BufferedInputStream(from.getInputStream());
      while (true) {
        MqttPacket packet = MqttPacket.read(in);
        if (packet.isConnect()) {
          clientId = packet.clientId();
        }
        if (packet.isPublish()) {
          pass(packet);
        } else {
          onward.offer(packet.bytes, System.nanoTime());
        }
      }
    }

    private void pass(MqttPacket packet) throws IOException, InterruptedException {
      long now = System.nanoTime();
      String topic = packet.topic();
      FaultRule rule = proxy.ruleFor(direction, topic);
      Fate fate = rule == null ? Fate.NONE : proxy.fate(rule, clientId, topic);
      proxy.count(fate);
      if (fate.dropped()) {
        if (packet.qos() == 1) {
          back.offer(packet.acknowledgement(), now);
        }
        return;
      }
      long at = now + Math.round(1e6 * fate.lateMillis());
      if (rule != null && !fate.heldBack()) {
        at = Math.max(at, last.getOrDefault(rule, at));
        last.put(rule, at);
      }
      onward.offer(packet.bytes, at);
      if (fate.duplicated()) {
        onward.offer(packet.copyWithoutAcknowledgement(), at);
      }
    }
  }

  /** Ends both halves at once, as a broken network does, without a good-bye. */
  void cut() {
    proxy.forget(this);
    for (Socket socket : List.of(client, broker)) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException e) {
        // it was closed already
      }
    }
    threads.forEach(Thread::interrupt);
  }
}
