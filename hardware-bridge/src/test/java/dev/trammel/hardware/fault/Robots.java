package dev.trammel.hardware.fault;

import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.fault.Witness.Moment;
import dev.trammel.hardware.mqtt.LinkAddress;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A robot in a process of its own; in the end it writes down what acted at each tick. */
final class Robots {

  private static long least = Long.MAX_VALUE;
  private static long most = Long.MIN_VALUE;

  private Robots() {}

  /**
   * Lives until its input ends.
   *
   * @param arguments the broker's port, the boot, and the file for its notes
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    EmulatedRobot made = EmulatedRobot.of(
        FaultBench.task(FaultBench.PERIOD),
        new EmulatedRobot.Choice(FaultBench.ROBOT, Integer.parseInt(arguments[1]), 0, false));
    Witness witness = new Witness(made.body());
    LinkAddress address = new LinkAddress(
        false, FaultBench.ROBOT, "localhost", Integer.parseInt(arguments[0]), FaultBench.ROBOT);
    try (DeviceHost host = new DeviceHost(
        new EmulatedRobot(made.settings(), witness),
        FaultBench.linker(Path.of(".")),
        address,
        DeviceHost.Latency.NONE)) {
      host.run(Robots::isOver);
    }
    write(witness.moments(), Path.of(arguments[2]));
  }

  private static boolean isOver() {
    long ahead = System.currentTimeMillis() - System.nanoTime() / 1_000_000;
    least = Math.min(least, ahead);
    most = Math.max(most, ahead);
    try {
      return System.in.available() > 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static void write(List<Moment> moments, Path file) throws IOException {
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeLong(most - least);
      for (Moment moment : moments) {
        out.writeLong(moment.micros());
        out.writeLong(moment.nanos());
        out.writeDouble(moment.effort());
      }
    }
  }

  /** How far its wall clock moved against its monotonic one [ms]. */
  static long greatestJump(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return in.readLong();
    }
  }

  /** What acted at each tick. */
  static List<Moment> read(Path file) throws IOException {
    List<Moment> moments = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readLong();
      while (true) {
        moments.add(new Moment(in.readLong(), in.readLong(), in.readDouble()));
      }
    } catch (EOFException e) {
      return moments;
    }
  }
}
