package dev.trammel.hardware.remote;

import dev.trammel.controller.plant.PlantException;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.MessageType;
import dev.trammel.hardware.wire.Report;

/**
 * Words for what goes wrong with a robot: which one, what it was to do, why it did not, what helps.
 *
 * @param isOnBench whether it goes through motions, and not through what was learned
 */
record Trouble(LinkAddress address, boolean isOnBench) {

  private static final String LOOK = "look at the robot, then leave the fault with trammel reset ";

  static Trouble of(RemoteSettings settings) {
    return new Trouble(settings.address(), settings.move().isOnBench());
  }

  /** What it is to do with what was uploaded. */
  String running() {
    return isOnBench ? "go through a motion" : "run an episode";
  }

  /** The whole message. */
  PlantException of(String doing, String why, String help) {
    return new PlantException(address.device() + ": could not " + doing + ": " + why + "; " + help);
  }

  /** What is not wrong but should be known. */
  String note(String what) {
    return address.device() + ": " + what;
  }

  PlantException of(String doing, String why, String help, Throwable cause) {
    return new PlantException(
        address.device() + ": could not " + doing + ": " + why + "; " + help, cause);
  }

  /** A request was refused, or what it began did not come to a good end. */
  PlantException refused(String doing, MessageType type, Report.Ack ack) {
    return of(doing, type + " was answered with " + ack.code() + why(ack), help(ack.code()));
  }

  /** It is in a fault. */
  PlantException fault(String doing, Report.State state) {
    return fault(doing, state.condition().fault(), state.step());
  }

  /**
   * A fault ended what it did.
   *
   * @param steps done before that
   */
  PlantException fault(String doing, Fault fault, int steps) {
    String then = LOOK + address;
    return of(
        doing,
        "it is in FAULT " + fault + " (" + (isOnBench ? meaningOnBench(fault) : meaning(fault))
            + ")" + (steps > 0 ? " after " + steps + " steps" : ""),
        switch (fault) {
          case STOPPED -> "take the stop back with trammel stop --clear " + address + ", " + then;
          case TUBE ->
            then
                + (isOnBench
                    ? "; something held or drove a joint off its way: trammel calibrate checkout looks"
                        + " for what"
                    : "; it is not as it was learned, or ?tube=off lets it be");
          default -> then;
        });
  }

  private static String why(Report.Ack ack) {
    return switch (ack.code()) {
      case STATE -> " (not in this state)";
      case HELD -> " (somebody else commands it)";
      case STOP -> " (a stop stands)";
      case VALUE -> " (number " + ack.place() + " is not finite or out of bounds)";
      case SIZE -> " (more than it takes)";
      case HASH -> " (the content is not what was announced, at byte " + ack.place() + ")";
      case PROGRAM -> " (no such program, not committed, or not armed)";
      case START -> " (it is not where the program begins: sensor " + ack.place() + ")";
      case UNSETTLED -> " (it did not come to rest at its aim)";
      case ENDED -> " (it was ended by abort, stop or fault)";
      case EXPIRED, AHEAD -> " (too late, or clocks that disagree)";
      case SESSION -> " (the lease is lost)";
      case LAYOUT -> " (its numbers mean something else)";
      case UNSUPPORTED -> " (it cannot do that)";
      default -> "";
    };
  }

  private String help(Code code) {
    return switch (code) {
      case STOP -> "take the stop back with trammel stop --clear " + address;
      case HELD -> "end the other program that commands it, or wait until its lease runs out";
      case START, UNSETTLED ->
        "look at the robot; more time or wider tolerances are"
            + " ?limit=SECONDS&within=POSITION&rate=VELOCITY in the address";
      default -> "see what the robot says with trammel monitor " + address;
    };
  }

  private static String meaningOnBench(Fault fault) {
    return switch (fault) {
      case LEASE -> "it heard nothing from here for longer than the lease";
      case TUBE -> "a joint went further from its way than the motion lets it";
      case VALUE -> "the motion asked for what is not finite";
      default -> meaning(fault);
    };
  }

  private static String meaning(Fault fault) {
    return switch (fault) {
      case NONE -> "none";
      case STOPPED -> "somebody stopped it";
      case LEASE -> "it heard nothing from its controller for longer than the lease";
      case LATE -> "no command in time";
      case LIMIT -> "a position or rate beyond its limit";
      case TUBE -> "it left the tube in which the controller is valid";
      case SENSOR -> "a reading was missing";
      case OVERRUN -> "its own cycle was too slow";
      case GARBLED -> "messages that it could not understand";
      case VALUE -> "the controller gave what is not finite";
      case INTERNAL -> "an error of its own";
    };
  }
}
