package dev.trammel.hardware.mqtt;

import java.util.Arrays;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Paho's client, on networks that do not end before it has seen all its threads. */
final class PatientClient extends MqttAsyncClient {

  PatientClient(String uri, String clientId) throws MqttException {
    super(uri, clientId, new MemoryPersistence());
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options)
      throws MqttException {
    return Arrays.stream(super.createNetworkModules(address, options))
        .map(PatientModule::new)
        .toArray(NetworkModule[]::new);
  }
}
