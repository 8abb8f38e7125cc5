package dev.trammel.controller.deploy;

import dev.trammel.controller.linalg.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Answers every connection to a port of this host with the present numbers, one at a time. It is no
 * web server: it reads a request's first bytes, and whatever they ask for, it says the same.
 */
public final class MetricsPort implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 500;
  private static final int REQUEST_BYTES = 1024;
  private static final int WAITING = 4;

  private final ServerSocket server;
  private final Supplier<String> text;

  private MetricsPort(ServerSocket server, Supplier<String> text) {
    this.server = server;
    this.text = text;
  }

  /**
   * Listens on the loopback address.
   *
   * @param port 0 for any that is free
   */
  public static MetricsPort open(int port, Supplier<String> text) {
    try {
      MetricsPort open =
          new MetricsPort(new ServerSocket(port, WAITING, InetAddress.getLoopbackAddress()), text);
      Thread thread = new Thread(open::serve, "metrics-port");
      thread.setDaemon(true);
      thread.start();
      return open;
    } catch (IOException e) {
      throw new UsageException("--metrics-port " + port + " cannot be had: " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** Who asked and has gone, or came when the numbers could not be had, is nobody's trouble. */
  private void serve() {
    boolean open = true;
    while (open) {
      try (Socket asking = server.accept()) {
        answer(asking);
      } catch (IOException | RuntimeException e) {
        open = !server.isClosed();
      }
    }
  }

  private void answer(Socket asking) throws IOException {
    asking.setSoTimeout(PATIENCE_MILLIS);
    if (asking.getInputStream().read(new byte[REQUEST_BYTES]) <= 0) {
      return;
    }
    byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
    String head = "HTTP/1.0 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
        + "Content-Length: " + body.length + "\r\n\r\n";
    asking.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    asking.getOutputStream().write(body);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
