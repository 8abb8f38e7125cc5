package dev.trammel.controller.calibration;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bench found one robot to be. Immutable.
 *
 * @param subject which robot, as it was
 * @param origin how it was found
 * @param estimates by parameter
 * @param judgements of the questions that were asked, each the last time
 * @param parent hash of the calibration that it goes on from
 */
public record Calibration(
    Subject subject,
    Origin origin,
    SortedMap<Parameter, Estimate> estimates,
    List<KeptJudgement> judgements,
    Optional<String> parent) {

  /**
   * Which robot.
   *
   * @param device its name on the bridge
   * @param boot of the run that was added last
   * @param firmware what ran it
   * @param robot of whose description the links and joints are named
   * @param period of the control cycle [s]
   * @param conditions what a person says of the bench: temperature, payload; by name
   */
  public record Subject(
      String device,
      String boot,
      String firmware,
      RobotIdentity robot,
      double period,
      Map<String, String> conditions) {

    public Subject {
      conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
    }
  }

  /**
   * How it was found.
   *
   * @param made when it was written
   * @param software version of Trammel
   * @param command that added what is new
   * @param seed of its random draws
   */
  public record Origin(Instant made, String software, String command, long seed) {}

  public Calibration {
    estimates = Collections.unmodifiableSortedMap(new TreeMap<>(estimates));
    judgements = List.copyOf(judgements);
  }

  /** What was found of a parameter, if the data told it. */
  public Optional<Estimate> known(String part, Quantity quantity) {
    return Optional.ofNullable(estimates.get(new Parameter(part, quantity)))
        .filter(Estimate::identifiable);
  }
}
