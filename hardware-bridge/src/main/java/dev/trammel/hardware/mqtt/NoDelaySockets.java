package dev.trammel.hardware.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that send at once (TCP_NODELAY). With Nagle's algorithm, which Paho leaves on, a
 * message of QoS 1 at 100 Hz takes 60 ms to and fro instead of 0.5 ms. Remembers the last one, as
 * Paho does not close a socket that never was connected.
 */
final class NoDelaySockets extends SSLSocketFactory {

  private final SocketFactory sockets;
  private volatile @Nullable Socket last;

  /**
   * @param sockets an {@link SSLSocketFactory} where the link is to be one of TLS
   */
  NoDelaySockets(SocketFactory sockets) {
    this.sockets = sockets;
  }

  /** For Paho, which wants a factory of the right kind: this, or one that is not of TLS. */
  SocketFactory asFactory() {
    return sockets instanceof SSLSocketFactory ? this : new Plain();
  }

  /** The last socket made; null if none was. */
  @Nullable
  Socket last() {
    return last;
  }

  private Socket prepare(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    last = socket;
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return prepare(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prepare(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return prepare(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prepare(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return prepare(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(Socket inner, String host, int port, boolean close)
      throws IOException {
    return prepare(((SSLSocketFactory) sockets).createSocket(inner, host, port, close));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return ((SSLSocketFactory) sockets).getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return ((SSLSocketFactory) sockets).getSupportedCipherSuites();
  }

  /** The same, without TLS. */
  private final class Plain extends SocketFactory {

    @Override
    public Socket createSocket() throws IOException {
      return NoDelaySockets.this.createSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return NoDelaySockets.this.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return NoDelaySockets.this.createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return NoDelaySockets.this.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return NoDelaySockets.this.createSocket(host, port, from, fromPort);
    }
  }
}
