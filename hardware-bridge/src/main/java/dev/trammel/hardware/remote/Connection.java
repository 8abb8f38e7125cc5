package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.wire.Birth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A robot that is connected to: it is what it should be, this process alone may command it, its
 * sensors are read, and the end of the process brings it to rest.
 */
final class Connection implements AutoCloseable {

  private static final double MICRO = 1e-6;

  private final Session session;
  private final ProcessEnd end;
  private final Pace.Beat heartbeat;
  private final Uploader uploader;
  private final Map<String, Double> opening = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  private Connection(Session session, ProcessEnd end, Pace.Beat heartbeat) {
    this.session = session;
    this.end = end;
    this.heartbeat = heartbeat;
    uploader = new Uploader(session);
  }

  /**
   * Connects, checks that the robot is the body wanted, gets the sole right to command it, and has it
   * read its sensors.
   *
   * @param task the body that it must be
   */
  static Connection open(PlantSettings task, RemoteSettings settings, Linker linker, Pace pace) {
    long begun = pace.micros();
    Session session = new Session(settings, linker, pace);
    ProcessEnd end = ProcessEnd.watch(session::interrupt);
    double met;
    try {
      session.meet();
      met = MICRO * (pace.micros() - begun);
      requireSame(task.spec(), session);
      requireCalibration(task, session);
      session.acquire();
    } catch (RuntimeException e) {
      session.close();
      end.close();
      throw e;
    }
    Connection connection = new Connection(session, end, pace.beat(session::tick));
    CalibrationCheck.of(task, session.birth())
        .remark()
        .ifPresent(remark -> connection.remarks.add(session.trouble().note(remark)));
    connection.opening.put(Plant.BIRTH, met);
    try {
      connection.configure(begun);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  private static void requireSame(PlantSpec spec, Session session) {
    List<String> differences = BirthCheck.differences(spec, session.birth());
    if (!differences.isEmpty()) {
      throw session
          .trouble()
          .of(
              "take it for " + spec.name(),
              String.join("; ", differences),
              "choose the robot's own task, or mend the one that is wrong");
    }
  }

  private static void requireCalibration(PlantSettings task, Session session) {
    CalibrationCheck check = CalibrationCheck.of(task, session.birth());
    if (check.isRefused() && !session.settings().anyCalibration()) {
      throw session
          .trouble()
          .of(
              "take it for " + task.spec().name(),
              check.remark().orElseThrow(),
              "start the robot with the task's calibration, make the controller for the robot's"
                  + " (--calibration), or take it as it is with ?calibration=warn");
    }
  }

  private void configure(long begun) {
    if (new Lifecycle(session).configure()) {
      opening.put(Plant.INACTIVE, MICRO * (session.pace().micros() - begun));
    }
  }

  Session session() {
    return session;
  }

  Birth birth() {
    return session.birth();
  }

  Uploader uploader() {
    return uploader;
  }

  /** Does something with the robot, which must not be put to rest meanwhile for lack of use. */
  <T> T using(Supplier<T> work) {
    Heartbeat beats = session.heartbeat();
    try {
      beats.use();
      return work.get();
    } finally {
      beats.leave();
    }
  }

  /** The newest reading, if it is not too old. */
  boolean observe(Observation out) {
    Optional<Hearing.Heard> heard = session
        .hearing()
        .state()
        .filter(h -> session.pace().micros() < session.silentUntil()
            && h.state().sensors().length == out.values.numRows);
    heard.ifPresent(h -> {
      System.arraycopy(h.state().sensors(), 0, out.values.data, 0, out.values.numRows);
      out.time = MICRO * h.sent();
    });
    return heard.isPresent();
  }

  /** What somebody should know of it, a sentence each. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** How the robot and the way to it fare, and how long it took to get there. */
  Map<String, Double> vitals() {
    Map<String, Double> vitals = Vitals.of(session);
    vitals.putAll(opening);
    return vitals;
  }

  /** Ends what it is about to do, from any thread, with an exception for whoever waits. */
  void interrupt() {
    session.interrupt();
  }

  /** Brings the robot to rest and gives it back. */
  @Override
  public void close() {
    // coming to rest may take longer than the lease
    try {
      session.close();
    } finally {
      heartbeat.close();
      end.close();
    }
  }
}
