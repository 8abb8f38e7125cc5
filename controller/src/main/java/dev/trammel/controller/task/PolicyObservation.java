package dev.trammel.controller.task;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a policy of a task sees: numbers that are read from a state and, where the task says so,
 * from the targets of the episode's condition. Immutable.
 */
public final class PolicyObservation {

  private final PlantSettings plant;
  private final List<String> targets;
  private final List<ObservedNumber> numbers;

  PolicyObservation(PlantSettings plant, List<String> targets, List<ObservedNumber> numbers) {
    this.plant = plant;
    this.targets = List.copyOf(targets);
    this.numbers = List.copyOf(numbers);
  }

  /**
   * The whole state, as it is.
   *
   * @param targets names of a context's targets, which this does not look at
   */
  public static PolicyObservation ofState(PlantSettings plant, List<String> targets) {
    List<Channel> sensors = plant.spec().sensors();
    List<ObservedNumber> numbers = new ArrayList<>();
    for (int i = 0; i < sensors.size(); i++) {
      Channel sensor = sensors.get(i);
      numbers.add(new ObservedNumber.Sensed(sensor.name(), sensor.unit(), i, ObservedNumber.NONE));
    }
    return new PolicyObservation(plant, targets, numbers);
  }

  /** p. */
  public int size() {
    return numbers.size();
  }

  /** What each number is, for people; unique. */
  public List<String> names() {
    return numbers.stream().map(ObservedNumber::name).toList();
  }

  /** SI units of the numbers. */
  public List<String> units() {
    return numbers.stream().map(ObservedNumber::unit).toList();
  }

  /**
   * The targets whose coordinates are a context, in its order: the points that all conditions of
   * the task have, by name.
   */
  public List<String> targets() {
    return targets;
  }

  /** Those targets that some number looks at. */
  public List<String> observedTargets() {
    return IntStream.range(0, targets.size())
        .filter(target -> numbers.stream()
            .anyMatch(number ->
                number.coordinate() / 3 == target && number.coordinate() != ObservedNumber.NONE))
        .mapToObj(targets::get)
        .toList();
  }

  /** Whether anything that is seen depends on a target, or on where an object is. */
  public boolean tellsPlaces() {
    return numbers.stream().anyMatch(this::tellsPlace);
  }

  private boolean tellsPlace(ObservedNumber number) {
    return number.coordinate() != ObservedNumber.NONE
        || number instanceof ObservedNumber.Sensed sensed
            && plant.sensors().get(sensed.entry()) instanceof PointSensor point
            && plant.world().object(point.link()).isPresent();
  }

  /**
   * A workspace that computes the observation in one condition.
   *
   * @param context of the condition, x, y and z per target; not modified
   */
  public ObservationReader reader(double[] context) {
    return new ObservationReader(
        plant.robot(), plant.layout(), numbers, 3 * targets.size(), context);
  }
}
