package dev.trammel.hardware.remote;

/** The thread that keeps a session's lease and clock. */
final class Heartbeat implements AutoCloseable {

  private static final long EVERY_MILLIS = 20;

  private final Thread thread;
  private volatile boolean ended;

  private Heartbeat(Session session, boolean alive) {
    thread = new Thread(() -> beat(session), "robot-heartbeat");
    thread.setDaemon(true);
    if (alive) {
      thread.start();
    }
  }

  /** Beats in real time only: a test that owns its time ticks the session itself. */
  static Heartbeat of(Session session, Pace pace) {
    return new Heartbeat(session, pace instanceof ThreadPace);
  }

  private void beat(Session session) {
    try {
      while (!ended) {
        session.tick();
        Thread.sleep(EVERY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended = true;
  }
}
