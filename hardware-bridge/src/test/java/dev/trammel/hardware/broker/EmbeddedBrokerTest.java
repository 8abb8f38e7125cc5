package dev.trammel.hardware.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.MqttLinker;
import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

  @Test
  void sendsEverySegmentAtOnce(@TempDir Path folder) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      LinkOptions options =
          new LinkOptions(broker.address("lab", "arm"), "lab", null, List.of("a"));
      try (Link link = new MqttLinker(new Credentials(folder)).open(options, new Ear())) {
        link.awaitConnected(Duration.ofSeconds(10));

        RemotingConnection connection = broker
            .server()
            .artemis()
            .getActiveMQServer()
            .getRemotingService()
            .getConnections()
            .iterator()
            .next();

        NettyConnection socket = (NettyConnection) connection.getTransportConnection();
        assertThat(socket.getNettyChannel().config().getOption(ChannelOption.TCP_NODELAY))
            .isTrue();
      }
    }
  }

  @Test
  void saysThatItsPortIsTaken() {
    try (EmbeddedBroker first = EmbeddedBroker.start(0)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(first.port()))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining(
              "needs port " + first.port() + " of this machine: Address already in use");
    }
  }

  @Test
  void listensToThisMachineOnly() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
      List<InetAddress> others = NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .toList();

      for (InetAddress other : others) {
        assertThatThrownBy(() -> new Socket(other, broker.port()).close())
            .as(other.toString())
            .hasMessageContaining("refused");
      }
    }
  }

  @Test
  void leavesNoFileBehind() {
    Path working = Path.of("").toAbsolutePath();
    EmbeddedBroker.start(0).close();

    assertThat(working.resolve("data")).doesNotExist();
  }
}
