package dev.trammel.controller.task;

import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.ObservedNumber.Carried;
import dev.trammel.controller.task.ObservedNumber.Sensed;
import dev.trammel.controller.task.ObservedNumber.Wanted;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Computes what a policy sees of a state, in one condition. A workspace of one thread.
 *
 * <p>Each number is oᵢ = vᵢ − cᵢ, where v is an entry of the state, a coordinate that kinematics
 * computes, or 0, and c is what a target adds to it.
 */
public final class ObservationReader {

  private static final int ABSENT = -1;
  private static final int PER_LINK = 6;

  private final StateLayout layout;
  private final Kinematics kinematics;
  private final Frame[] frames;
  private final int[] entries;
  private final int[] places;
  private final double[] shifts;
  private final double[] q;
  private final double[] qDot;
  private final double[] vector = new double[3];
  private final double[] motion;
  private final List<ObservedSource> sources;

  ObservationReader(
      RobotModel robot,
      StateLayout layout,
      List<ObservedNumber> numbers,
      int contextSize,
      double[] context) {
    Require.finite(Require.length(context, contextSize, "context"), "context");
    this.layout = layout;
    kinematics = new Kinematics(robot);
    q = new double[robot.degreesOfFreedom()];
    qDot = new double[robot.degreesOfFreedom()];
    entries = new int[numbers.size()];
    places = new int[numbers.size()];
    shifts = new double[numbers.size()];
    Arrays.fill(entries, ABSENT);
    Arrays.fill(places, ABSENT);
    List<String> links = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      place(numbers.get(i), i, links, context);
    }
    frames = links.stream().map(robot::frame).toArray(Frame[]::new);
    motion = new double[PER_LINK * frames.length];
    sources = IntStream.range(0, numbers.size())
        .mapToObj(i -> source(numbers.get(i), shifts[i]))
        .toList();
  }

  private void place(ObservedNumber number, int i, List<String> links, double[] context) {
    if (number instanceof Sensed sensed) {
      entries[i] = sensed.entry();
      shifts[i] = shift(sensed.coordinate(), context);
    } else if (number instanceof Carried carried) {
      if (!links.contains(carried.link())) {
        links.add(carried.link());
      }
      int part = carried.quantity() == Quantity.POSITION ? 0 : 3;
      places[i] = PER_LINK * links.indexOf(carried.link()) + part + carried.axis();
      shifts[i] = shift(carried.coordinate(), context);
    } else if (number instanceof Wanted wanted) {
      shifts[i] = -context[wanted.coordinate()];
    }
  }

  private static ObservedSource source(ObservedNumber number, double shift) {
    if (number instanceof Sensed sensed) {
      return new ObservedSource(sensed.entry(), "", sensed.unit(), shift);
    }
    String computed = number instanceof Carried carried
        ? PlantSettings.pointName(carried.link(), carried.axis(), carried.quantity())
        : "";
    return new ObservedSource(ObservedSource.NONE, computed, number.unit(), shift);
  }

  private static double shift(int origin, double[] context) {
    return origin == ObservedNumber.NONE ? 0 : context[origin];
  }

  /** Where each number comes from, for whoever computes them elsewhere. */
  public List<ObservedSource> sources() {
    return sources;
  }

  /** p. */
  public int size() {
    return entries.length;
  }

  /**
   * Computes the observation.
   *
   * @param x n×1; not modified
   * @param o p entries; modified
   */
  @RealTime
  public void read(DMatrixRMaj x, double[] o) {
    if (frames.length > 0) {
      carry(x);
    }
    for (int i = 0; i < entries.length; i++) {
      double value = 0;
      if (entries[i] != ABSENT) {
        value = x.data[entries[i]];
      } else if (places[i] != ABSENT) {
        value = motion[places[i]];
      }
      o[i] = value - shifts[i];
    }
  }

  private void carry(DMatrixRMaj x) {
    layout.readPositions(x, q);
    layout.readVelocities(x, qDot);
    kinematics.update(q, qDot);
    for (int f = 0; f < frames.length; f++) {
      kinematics.position(frames[f], vector);
      System.arraycopy(vector, 0, motion, PER_LINK * f, 3);
      kinematics.velocity(frames[f], vector);
      System.arraycopy(vector, 0, motion, PER_LINK * f + 3, 3);
    }
  }
}
