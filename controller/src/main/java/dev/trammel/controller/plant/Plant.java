package dev.trammel.controller.plant;

import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * A body that can be observed and commanded, simulated or real.
 *
 * <p>Lifecycle: construct, {@link #open}, then episodes, each a {@link #reset} followed by cycles
 * of {@link #observe} and {@link #apply}, and {@link #close}. All calls after {@code open} come
 * from the thread that called it. {@code observe} and {@code apply} do not throw.
 */
public interface Plant extends AutoCloseable {

  /** A {@link #vitals vital}: how long after {@link #open} began a robot said what it is [s]. */
  String BIRTH = "birth_after_seconds";

  /** A vital: how long after {@link #open} began a robot's sensors were read, its actuators off [s]. */
  String INACTIVE = "inactive_after_seconds";

  PlantSpec spec();

  /** Connects and allocates. */
  void open();

  /** Brings the body to a start, at rest in time 0. */
  void reset(EpisodeStart start);

  /**
   * Reads the sensors.
   *
   * @param out receives the reading; modified
   * @return false if there is no fresh reading; {@code out} is then undefined
   */
  boolean observe(Observation out);

  /**
   * Applies {@link Action#applied} over one control interval. A simulated plant advances its time
   * by the interval; a real one returns when the command is on its way.
   *
   * @param action {@code applied} is modified where the body limits further
   */
  void apply(Action action);

  /**
   * The sensors' true values, without noise or delay, where the body knows them.
   *
   * @param out p×1; modified
   * @return false where the truth is not known, as on hardware
   */
  boolean truth(DMatrixRMaj out);

  /**
   * How the body and the way to it fare, for people to watch: numbers by names of a-z, 0-9 and _
   * that end in their unit, as {@code round_trip_seconds}. May be asked from any thread.
   */
  default Map<String, Double> vitals() {
    return Map.of();
  }

  /** What somebody should know of the open body before it moves, a sentence each. */
  default List<String> remarks() {
    return List.of();
  }

  @Override
  void close();
}
