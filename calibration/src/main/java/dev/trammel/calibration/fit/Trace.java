package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;

/**
 * What a robot did, in terms of its joints: T commands, each held until the next, and T+1 readings.
 * Immutable.
 *
 * <p>Times are by the robot's clock. A reading is of the instant that it was taken for, so that one
 * from a sensor with a delay is older than the command that followed it.
 */
public final class Trace {

  private final double[] readingTimes;
  private final double[] commandTimes;
  private final double[][] positions;
  private final double[][] rates;
  private final double[][] commands;
  private final double[][] added;
  private final double[][] loads;

  /**
   * Keeps copies.
   *
   * @param readingTimes T+1, growing [s]
   * @param commandTimes T, growing [s]
   * @param positions (T+1)×n; a column of NaN for a joint that nothing measures
   * @param rates (T+1)×n; likewise
   * @param commands T×n, what each joint's actuator was told; 0 for a joint without one [N·m or N]
   */
  public Trace(
      double[] readingTimes,
      double[] commandTimes,
      double[][] positions,
      double[][] rates,
      double[][] commands) {
    this(
        readingTimes,
        commandTimes,
        positions,
        rates,
        commands,
        nothing(commands),
        nothing(commands));
  }

  private static double[][] nothing(double[][] commands) {
    return new double[commands.length][commands.length == 0 ? 0 : commands[0].length];
  }

  private Trace(
      double[] readingTimes,
      double[] commandTimes,
      double[][] positions,
      double[][] rates,
      double[][] commands,
      double[][] added,
      double[][] loads) {
    int steps = Require.atLeast(commands.length, 1, "steps of a trace");
    this.readingTimes = Require.length(readingTimes.clone(), steps + 1, "readingTimes");
    this.commandTimes = Require.length(commandTimes.clone(), steps, "commandTimes");
    this.positions = copy(positions, steps + 1, "positions");
    this.rates = copy(rates, steps + 1, "rates");
    this.commands = finite(commands, steps, "commands");
    this.added = finite(added, steps, "what was added");
    this.loads = finite(loads, steps, "loads");
  }

  private static double[][] finite(double[][] rows, int steps, String name) {
    double[][] copy = copy(rows, steps, name);
    for (double[] row : copy) {
      Require.finite(row, name);
    }
    return copy;
  }

  /**
   * The same of a robot that makes up for gravity itself.
   *
   * @param changed T×n, what it added to what its actuators were told, each the mean over the time
   *     that the command was held [N·m or N]
   */
  public Trace withAdded(double[][] changed) {
    return new Trace(readingTimes, commandTimes, positions, rates, commands, changed, loads);
  }

  /**
   * The same with efforts that act on the joints beside their actuators' and reach them at once.
   *
   * @param changed T×n, each the mean from one reading to the next [N·m or N]
   */
  public Trace withLoads(double[][] changed) {
    return new Trace(readingTimes, commandTimes, positions, rates, commands, added, changed);
  }

  private static double[][] copy(double[][] rows, int length, String name) {
    if (rows.length != length) {
      throw new IllegalArgumentException(
          name + " of a trace must have " + length + " rows, had " + rows.length);
    }
    double[][] copy = new double[length][];
    for (int i = 0; i < length; i++) {
      copy[i] = rows[i].clone();
    }
    return copy;
  }

  /** T. */
  public int steps() {
    return commands.length;
  }

  /** n. */
  public int joints() {
    return commands[0].length;
  }

  /** Mean time between two readings [s]. */
  public double period() {
    return (readingTimes[steps()] - readingTimes[0]) / steps();
  }

  /** Of the instant that reading t is of, t = 0 … T [s]. */
  public double readingTime(int t) {
    return readingTimes[t];
  }

  /** When command t was given, t = 0 … T−1 [s]. */
  public double commandTime(int t) {
    return commandTimes[t];
  }

  /** Of a joint by reading t; NaN if nothing measures it. */
  public double position(int t, int joint) {
    return positions[t][joint];
  }

  /** Of a joint by reading t; NaN if nothing measures it. */
  public double rate(int t, int joint) {
    return rates[t][joint];
  }

  /** What a joint's actuator was told at step t, and what the robot added to that [N·m or N]. */
  public double command(int t, int joint) {
    return commands[t][joint] + added[t][joint];
  }

  /** What a joint's actuator was told at step t, without what the robot added [N·m or N]. */
  public double told(int t, int joint) {
    return commands[t][joint];
  }

  /** What acts on a joint beside its actuator, from reading t to the next [N·m or N]. */
  public double load(int t, int joint) {
    return loads[t][joint];
  }

  public boolean measuresPosition(int joint) {
    return !Double.isNaN(positions[0][joint]);
  }

  public boolean measuresRate(int joint) {
    return !Double.isNaN(rates[0][joint]);
  }
}
