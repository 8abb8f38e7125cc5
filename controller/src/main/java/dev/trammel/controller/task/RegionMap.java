package dev.trammel.controller.task;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.Kinematics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The one or two coordinates that tell a region's conditions apart best, for a map of them: of its
 * targets if these vary, else of where the link starts that has a goal, else of the joints. Not
 * thread-safe.
 */
public final class RegionMap {

  private static final int DRAWS = 200;
  private static final int MOST_AXES = 2;
  private static final double LEAST_SPREAD = 1e-9;
  private static final String AXES = "xyz";

  private final List<MapAxis> axes;

  /**
   * A coordinate of a condition.
   *
   * @param name for people, with its unit
   * @param rank the first that vary are taken
   */
  private record MapAxis(String name, int rank, ToDoubleFunction<Condition> value) {}

  private RegionMap(List<MapAxis> axes) {
    this.axes = axes;
  }

  /** The map of a task's region; nothing if it has none, or all its conditions are the same. */
  public static Optional<RegionMap> of(Task task) {
    return task.region()
        .map(region -> new RegionMap(best(task, region)))
        .filter(map -> !map.axes.isEmpty());
  }

  /** One or two names, with units. */
  public List<String> names() {
    return axes.stream().map(MapAxis::name).toList();
  }

  /** Where a condition is on the map, a number per name. */
  public double[] place(Condition condition) {
    return axes.stream()
        .mapToDouble(axis -> axis.value.applyAsDouble(condition))
        .toArray();
  }

  /** The widest of those that vary and are named first, in their own order. */
  private static List<MapAxis> best(Task task, Region region) {
    SplittableRandom random = new SplittableRandom(1);
    List<Condition> draws =
        IntStream.range(0, DRAWS).mapToObj(i -> region.draw(random)).toList();
    List<MapAxis> all = candidates(task, draws.get(0));
    List<MapAxis> widest = all.stream()
        .filter(axis -> spread(axis, draws) > LEAST_SPREAD)
        .sorted(Comparator.comparingInt(MapAxis::rank).thenComparing(axis -> -spread(axis, draws)))
        .limit(MOST_AXES)
        .toList();
    return all.stream().filter(widest::contains).toList();
  }

  private static double spread(MapAxis axis, List<Condition> draws) {
    double[] values = draws.stream().mapToDouble(axis.value).sorted().toArray();
    return values[values.length - 1] - values[0];
  }

  private static List<MapAxis> candidates(Task task, Condition drawn) {
    List<MapAxis> axes = new ArrayList<>();
    List<String> targets = task.observation().targets();
    for (int i = 0; i < 3 * targets.size(); i++) {
      int index = i;
      String name = targets.get(i / 3) + " " + AXES.charAt(i % 3) + " [m]";
      axes.add(new MapAxis(name, 0, condition -> condition.context()[index]));
    }
    drawn.success().conditions().stream()
        .flatMap(condition -> condition.goal().stream())
        .findFirst()
        .ifPresent(goal -> addStarts(task.plant(), goal.link(), axes));
    for (int i = 0; i < task.plant().robot().degreesOfFreedom(); i++) {
      int index = i;
      Joint joint = task.plant().robot().bodies().get(i).joint();
      String unit = joint.type().rotates() ? " [rad]" : " [m]";
      axes.add(new MapAxis(
          "start of " + joint.name() + unit, 2, condition -> condition.positions()[index]));
    }
    return axes;
  }

  private static void addStarts(PlantSettings plant, String link, List<MapAxis> axes) {
    Kinematics kinematics = new Kinematics(plant.robot());
    double[] place = new double[AXES.length()];
    for (int i = 0; i < place.length; i++) {
      int axis = i;
      axes.add(new MapAxis("start of " + link + " " + AXES.charAt(i) + " [m]", 1, condition -> {
        kinematics.update(condition.positions());
        kinematics.position(plant.robot().frame(link), place);
        return place[axis];
      }));
    }
  }
}
