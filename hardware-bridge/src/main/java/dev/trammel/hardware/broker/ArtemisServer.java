package dev.trammel.hardware.broker;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** Apache Artemis with nothing but MQTT. */
final class ArtemisServer {

  /** Far more than a message may have; what is retained and waits on one topic. */
  private static final long MOST_BYTES_PER_TOPIC = 16L << 20;

  private static final int MOST_PACKET_BYTES = 1 << 20;

  static {
    // it has no provider of logs, and need not say so
    if (System.getProperty("slf4j.internal.verbosity") == null) {
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
  }

  private final EmbeddedActiveMQ artemis;
  private final int port;
  private final Path folder;

  private ArtemisServer(EmbeddedActiveMQ artemis, int port, Path folder) {
    this.artemis = artemis;
    this.port = port;
    this.folder = folder;
  }

  static ArtemisServer start(int wantedPort) {
    int port = free(wantedPort);
    try {
      // it asks for places even if it keeps nothing
      Path folder = Files.createTempDirectory("trammel-broker");
      EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();
      artemis.setConfiguration(configuration(port, folder));
      artemis.start();
      return new ArtemisServer(artemis, port, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the embedded broker did not start: " + e.getMessage(), e);
    }
  }

  /** To Artemis a port that is taken is only a line in a log. */
  private static int free(int wanted) {
    try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UsageException(
          "the embedded broker needs port " + wanted + " of this machine: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(int port, Path folder) throws Exception {
    String acceptor = "tcp://localhost:"
        + port
        + "?protocols=MQTT;tcpNoDelay=true;useEpoll=false;useKQueue=false;remotingThreads=2"
        + ";topicAliasMaximum=0;maximumPacketSize="
        + MOST_PACKET_BYTES;
    return new ConfigurationImpl()
        .setName("trammel")
        .setPersistenceEnabled(false)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setCriticalAnalyzer(false)
        .setMaxDiskUsage(-1)
        .setScheduledThreadPoolMaxSize(2)
        .setThreadPoolMaxSize(8)
        .setPagingDirectory(folder.resolve("paging").toString())
        .setJournalDirectory(folder.resolve("journal").toString())
        .setBindingsDirectory(folder.resolve("bindings").toString())
        .setLargeMessagesDirectory(folder.resolve("large").toString())
        .addAddressSetting(
            "#",
            new AddressSettings()
                .setMaxSizeBytes(MOST_BYTES_PER_TOPIC)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP))
        .addAcceptorConfiguration("mqtt", acceptor);
  }

  int port() {
    return port;
  }

  void stop() {
    try {
      artemis.stop();
      deleteFolder();
    } catch (Exception e) {
      throw new IllegalStateException("the embedded broker did not stop: " + e.getMessage(), e);
    }
  }

  private void deleteFolder() throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(found::add);
    }
    for (Path file : found) {
      Files.delete(file);
    }
  }

  EmbeddedActiveMQ artemis() {
    return artemis;
  }
}
