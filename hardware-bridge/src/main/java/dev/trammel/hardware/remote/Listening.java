package dev.trammel.hardware.remote;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.linalg.Require;
import dev.trammel.hardware.wire.DeviceState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what a robot's sensors say while its actuators are off. */
final class Listening {

  private static final String DOING = "read its sensors";
  private static final double MICRO = 1e-6;

  /** At once [µs]; a lease's share is less still. */
  private static final long GRANTED = 1_000_000;

  private final Session session;
  private final Hearing hearing;
  private final long period;
  private final List<Reading> heard = new ArrayList<>();

  /**
   * All that is kept of a STATE: hours of them must find room.
   *
   * @param time by the robot's clock [µs]
   */
  private record Reading(long time, double[] sensors) {}

  Listening(Session session) {
    this.session = session;
    hearing = session.hearing();
    period = session.birth().periodMicros();
  }

  /** One reading a period, by the robot's clock; without those that were lost on the way. */
  Recording listen(int readings) {
    Require.atLeast(readings, 1, "readings");
    long since = hearing.deviceTime();
    Consumer<Hearing.Heard> keeper = this::keep;
    hearing.watch(keeper);
    try {
      long length = (readings + 1) * period;
      if (session.isVirtual()) {
        pass(since + length, readings);
      }
      session.await(
          () -> isEnough(readings, since + length),
          pace() + (session.isVirtual() ? 0 : length) + Session.ANSWER);
    } finally {
      hearing.forget(keeper);
    }
    return recording(readings);
  }

  private void pass(long until, int readings) {
    while (hearing.deviceTime() < until && !isEnough(readings, until)) {
      session.pass(Math.min(GRANTED, until - hearing.deviceTime()), DOING);
    }
  }

  private long pace() {
    return session.pace().micros();
  }

  private void keep(Hearing.Heard now) {
    // beside one a period there is one for each change of state
    boolean isNew = heard.isEmpty() || now.sent() - last().time() > period / 2;
    if (isNew && now.state().condition().state() == DeviceState.INACTIVE) {
      heard.add(new Reading(now.sent(), now.state().sensors()));
    }
  }

  private Reading last() {
    return heard.get(heard.size() - 1);
  }

  private boolean isEnough(int readings, long until) {
    synchronized (hearing) {
      return heard.size() >= readings || !heard.isEmpty() && last().time() >= until;
    }
  }

  private Recording recording(int readings) {
    synchronized (hearing) {
      int count = Math.min(readings, heard.size());
      if (count == 0) {
        throw session.silent(DOING);
      }
      double[] times = new double[count];
      double[][] sensors = new double[count][];
      for (int t = 0; t < count; t++) {
        times[t] = MICRO * heard.get(t).time();
        sensors[t] = heard.get(t).sensors();
      }
      int inputs = session.birth().robot().spec().actionSize();
      return new Recording(
          Recording.WHOLE,
          times,
          sensors,
          new double[count - 1][inputs],
          new double[count - 1][inputs]);
    }
  }
}
