package dev.trammel.hardware.mqtt;

import dev.trammel.hardware.fixtures.MosquittoServer;
import dev.trammel.hardware.fixtures.TestBroker;
import java.nio.file.Path;

class MosquittoLinkTest extends LinkContract {

  @Override
  TestBroker startBroker(Path folder) {
    return MosquittoServer.open(folder);
  }
}
