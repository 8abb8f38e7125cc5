package dev.trammel.controller.spi;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.WarmUpReport;
import dev.trammel.controller.plant.PlantSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A learned controller as a robot controller written in Java runs it, found by {@code
 * ServiceLoader}.
 *
 * <pre>
 *   unconfigured ── configure ──▶ inactive ── activate ──▶ active ── update, update, …
 *        ▲                          │   ▲                     │
 *        └───────── cleanup ────────┘   └──── deactivate ─────┘
 * </pre>
 *
 * <p>An episode lasts from {@code activate} to {@code deactivate}; between episodes the host may say
 * where the next one's targets are. {@code update} may be called in every state, from one thread;
 * all other methods may be called from another one, and take effect with the next update. They throw
 * {@link IllegalStateException} where the picture has no such arrow.
 */
public interface ControllerPlugin extends Provider {

  /**
   * Reads a bundle and checks all of it. Not in real time.
   *
   * @param bundle file that {@code trammel bundle} wrote
   * @param host what the bundle must fit
   * @throws IOException if it cannot be read, was cut or changed; names the part
   * @throws IllegalArgumentException if it is for another robot, or not signed as the host demands
   */
  void configure(Path bundle, HostDescription host) throws IOException;

  /** The robot that the bundle was made for: what {@link #update} takes and gives, in order. */
  PlantSpec robot();

  /** The conditions that the bundle knows. */
  List<String> conditions();

  /** The targets that {@link #setTarget} can move; none for local controllers. */
  List<String> targets();

  /**
   * Chooses the next episodes' condition: its local controller, or where a policy's targets are.
   * Need not be called where there is only one, or where all targets are set.
   */
  void setCondition(String name);

  /**
   * Says where a target of the next episodes is, in the robot's base frame.
   *
   * @param x [m]
   * @param y [m]
   * @param z [m]
   */
  void setTarget(String name, double x, double y, double z);

  /**
   * Begins an episode. The first time after {@code configure} it runs the update with invented
   * readings until it is compiled, which takes about a second; not in real time.
   *
   * @return what the warm-up came to
   * @throws IllegalStateException also if the warm-up did not settle, or if it is not yet said where
   *     the targets are
   */
  WarmUpReport activate();

  /**
   * One control cycle, to be called once per period. Allocates nothing, waits for nothing and throws
   * nothing. Whatever the status, {@code action} holds what can be commanded: the robot's safe action
   * where the controller's cannot be had.
   *
   * @param observation newest reading of all sensors, in the order of {@link #robot}; null if there
   *     is none that is fresh; not modified
   * @param action one entry per actuator; modified
   */
  @RealTime
  PluginStatus update(double @Nullable [] observation, double @Nullable [] action);

  /** Ends the episode: from now on the safe action is put out. */
  void deactivate();

  /** Lets go of the bundle. */
  void cleanup();
}
