package dev.trammel.hardware.mqtt;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A network of Paho's that tells of its end only after something was sent on it. Paho 1.2.5 starts
 * its receiver and then waits until it sees it run: of one that has ended by then, because the other
 * side accepted the connection and closed it at once, it waits forever, in a thread that nothing can
 * end. Its CONNECT is sent when all its threads have been seen.
 */
final class PatientModule implements NetworkModule {

  /** Longer than any connection takes that still comes about [ms]. */
  private static final long MOST_PATIENCE = 10_000;

  private final NetworkModule network;
  private final Object monitor = new Object();
  private boolean free;

  PatientModule(NetworkModule network) {
    this.network = network;
  }

  @Override
  public void start() throws IOException, MqttException {
    network.start();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new PatientInput(network.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new TellingOutput(network.getOutputStream());
  }

  @Override
  public void stop() throws IOException {
    network.stop();
  }

  @Override
  public String getServerURI() {
    return network.getServerURI();
  }

  private void free() {
    synchronized (monitor) {
      free = true;
      monitor.notifyAll();
    }
  }

  private void awaitFree() {
    long until = System.nanoTime() + MOST_PATIENCE * 1_000_000;
    synchronized (monitor) {
      for (long left = MOST_PATIENCE; !free && left > 0; ) {
        try {
          monitor.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        left = (until - System.nanoTime()) / 1_000_000;
      }
    }
  }

  private final class PatientInput extends FilterInputStream {

    private PatientInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      boolean isOver = true;
      try {
        int read = super.read(bytes, from, count);
        isOver = read < 0;
        return read;
      } finally {
        if (isOver) {
          awaitFree();
        }
      }
    }
  }

  private final class TellingOutput extends FilterOutputStream {

    private TellingOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      free();
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      free();
      out.write(bytes, from, count);
    }
  }
}
