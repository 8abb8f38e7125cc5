package dev.trammel.hardware.wire;

import dev.trammel.controller.plant.Channel;
import java.util.Optional;

/**
 * Whether a device can run a program: what COMMIT checks beyond the program's own rules, section 8.
 *
 * @param birth of the device
 */
public record ProgramCheck(Birth birth) {

  private static final int STEPS_AT = 4;
  private static final int SENSORS_AT = 8;
  private static final int ACTUATORS_AT = 10;
  private static final int PERIOD_AT = 12;

  /** Why the program does not fit; empty if it does. */
  public Optional<Refusal> refusal(Program program) {
    Layout layout = birth.layout();
    Birth.Most most = birth.offer().most();
    if (program.steps() > most.steps()) {
      return refusal(Code.SIZE, STEPS_AT, "steps", most.steps(), program.steps());
    }
    if (program.sensors() != layout.sensors().size()) {
      return refusal(SENSORS_AT, "sensors", layout.sensors().size(), program.sensors());
    }
    if (program.actuators() != layout.actuators().size()) {
      return refusal(ACTUATORS_AT, "actuators", layout.actuators().size(), program.actuators());
    }
    if (program.periodMicros() != layout.periodMicros()) {
      return refusal(PERIOD_AT, "µs", layout.periodMicros(), program.periodMicros());
    }
    Optional<Refusal> sources =
        program.rule() instanceof Program.Network network ? sources(network) : Optional.empty();
    return sources.or(() -> bounds(program));
  }

  /** A program may be held to less than the device, not to more. */
  private Optional<Refusal> bounds(Program program) {
    for (int i = 0; i < program.bounds().length; i++) {
      Channel actuator = birth.robot().spec().actuators().get(i);
      double most = Math.max(-actuator.lower(), actuator.upper());
      if (program.bounds()[i] > most) {
        return Optional.of(new Refusal(
            Code.VALUE,
            program.boundsAt(i),
            "the program's bound of " + actuator.name() + " is " + program.bounds()[i]
                + ", the device's own is " + most));
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> sources(Program.Network network) {
    for (int i = 0; i < network.observations().length; i++) {
      Program.Source source = network.observations()[i];
      int size = switch (source.origin()) {
        case NONE -> Integer.MAX_VALUE;
        case SENSOR -> birth.robot().spec().observationSize();
        case FEATURE -> birth.robot().features().size();
      };
      if (source.index() >= size) {
        return Optional.of(Refusal.of(
            Code.VALUE,
            "observation " + i + " is " + source.origin() + " " + source.index()
                + ", the device has " + size));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(int place, String what, int rule, int came) {
    return refusal(Code.VALUE, place, what, rule, came);
  }

  private static Optional<Refusal> refusal(Code code, int place, String what, int rule, int came) {
    return Optional.of(new Refusal(
        code, place, "the program has " + came + " " + what + ", the device has " + rule));
  }
}
