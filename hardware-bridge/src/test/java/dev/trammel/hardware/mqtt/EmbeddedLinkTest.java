package dev.trammel.hardware.mqtt;

import dev.trammel.hardware.fixtures.TestBroker;
import java.nio.file.Path;

class EmbeddedLinkTest extends LinkContract {

  @Override
  TestBroker startBroker(Path folder) {
    return TestBroker.embedded();
  }
}
