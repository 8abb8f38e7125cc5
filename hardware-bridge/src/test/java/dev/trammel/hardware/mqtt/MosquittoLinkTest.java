package dev.trammel.hardware.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.fixtures.Ear;
import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.fixtures.TestBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MosquittoLinkTest extends LinkContract {

  @Override
  TestBroker startBroker(Path folder) {
    return MosquittoServer.open(folder);
  }

  @Test
  void theOlderOfTwoWithOneNameIsThrownOut() throws Exception {
    Ear first = new Ear();
    open("twin", null, first);
    assertThat(first.next()).isEqualTo("connected");

    open("twin", null, new Ear());

    // it names the twin before it closes, but whether that is read before the end is seen is open
    assertThat(first.next())
        .startsWith("disconnected")
        .containsPattern("somebody else connected with the same client identifier|was cut");
  }
}
