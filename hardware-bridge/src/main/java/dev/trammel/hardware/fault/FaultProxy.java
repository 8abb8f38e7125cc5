package dev.trammel.hardware.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands between clients and a broker, and loses, delays, reorders and repeats messages by rules
 * that may change at any time, and by chance that is the same for the same seed. It can also cut all
 * connections, or leave them half open. All other packets pass as they are; TLS does not pass.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int CONNECT_MILLIS = 2000;
  private static final int MOST_COUNTS = 1000;

  private final ServerSocket server;
  private final InetSocketAddress broker;
  private final long seed;
  private final Way.Gate gate = new Way.Gate();
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

  /** Of messages, by who sent them where; of clients that are long gone it is forgotten. */
  private final Map<String, Long> counts = new LinkedHashMap<>(16, 0.75f, true) {

    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > MOST_COUNTS;
    }
  };

  private volatile List<FaultRule> rules = List.of();
  private FaultTally tally = new FaultTally(0, 0, 0, 0);

  private FaultProxy(ServerSocket server, InetSocketAddress broker, long seed) {
    this.server = server;
    this.broker = broker;
    this.seed = seed;
  }

  /** Starts one on a free port of this machine. */
  public static FaultProxy start(InetSocketAddress broker, long seed) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(server, broker, seed);
      Thread accepting = new Thread(proxy::accept, "proxy");
      accepting.setDaemon(true);
      accepting.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #start(InetSocketAddress, long)}, to a broker of this machine. */
  public static FaultProxy start(int brokerPort, long seed) {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), brokerPort), seed);
  }

  /** Where clients connect to. */
  public int port() {
    return server.getLocalPort();
  }

  /** What happens from now on; of several rules for a message the first is taken. */
  public void follow(List<FaultRule> next) {
    rules = List.copyOf(next);
  }

  public void follow(FaultRule... next) {
    follow(List.of(next));
  }

  /** Breaks all connections; new ones are accepted. */
  public void cut() {
    connections.forEach(ProxiedConnection::cut);
  }

  /**
   * Half open: nothing comes through any more, nobody is told, and new connections are not answered.
   * With {@link #thaw} all of it comes at once.
   */
  public void freeze() {
    gate.set(false);
  }

  public void thaw() {
    gate.set(true);
  }

  public synchronized FaultTally tally() {
    return tally;
  }

  /** Breaks all connections and accepts no more. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    for (int number = 1; !server.isClosed(); number++) {
      try {
        connect(server.accept(), number);
      } catch (IOException e) {
        // the proxy was closed, or the client left at once
      }
    }
  }

  private void connect(Socket client, int number) throws IOException {
    Socket onward = new Socket();
    try {
      onward.connect(broker, CONNECT_MILLIS);
      ProxiedConnection made = new ProxiedConnection(this, client, onward);
      connections.add(made);
      made.start(number);
      if (server.isClosed()) {
        made.cut();
      }
    } catch (IOException e) {
      // without a broker the client is turned away
      onward.close();
      client.close();
    }
  }

  Way.Gate gate() {
    return gate;
  }

  void forget(ProxiedConnection connection) {
    connections.remove(connection);
  }

  /** The rule for messages of a topic; null if there is none. */
  @Nullable
  FaultRule ruleFor(Direction direction, String topic) {
    for (FaultRule rule : rules) {
      if (rule.isFor(direction, topic)) {
        return rule;
      }
    }
    return null;
  }

  synchronized Fate fate(FaultRule rule, String clientId, String topic) {
    String who = rule.direction() + " " + clientId + " " + topic;
    long count = counts.merge(who, 1L, Long::sum);
    return Fate.of(rule, seed, who, count);
  }

  synchronized void count(Fate fate) {
    tally = new FaultTally(
        tally.passed() + (fate.dropped() ? 0 : 1),
        tally.dropped() + (fate.dropped() ? 1 : 0),
        tally.duplicated() + (!fate.dropped() && fate.duplicated() ? 1 : 0),
        tally.reordered() + (!fate.dropped() && fate.heldBack() ? 1 : 0));
  }
}
