package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.Shape;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.WorldObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random shapes of very different weight fall on a plate, on each other and off it. */
class PileTest {

  private static final int THINGS = 6;
  private static final int STEPS = 1500;

  /** Half the least thickness of any shape here [m]. */
  private static final double THINNEST = 8.6e-3;

  private final List<Double> masses = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 4, 5, 8, 10})
  void aPileLosesEnergyAndNothingSinksIn(long seed) {
    random = new SplittableRandom(seed);
    Simulation simulation = pile();
    double start = energy(simulation);
    double before = start;
    for (int k = 0; k < STEPS; k++) {
      simulation.step();
      double now = energy(simulation);
      // an overlap is left at 20 mm/s at most
      assertThat(now).isLessThan(before + 1e-3 * start);
      before = now;
      assertThat(lowest(simulation)).isGreaterThan(THINNEST - 5e-4);
    }
    assertThat(simulation.diverged()).isFalse();
    assertThat(before).isLessThan(0.9 * start);
  }

  private Simulation pile() {
    List<WorldObject> objects = new ArrayList<>();
    objects.add(Objects.plate(0));
    for (int i = 0; i < THINGS; i++) {
      double mass = 0.05 + (i == 0 ? 5 : 1) * random.nextDouble();
      masses.add(mass);
      Placement place = new Placement(
          "thing " + i,
          0.04 * (random.nextDouble() - 0.5),
          0.04 * (random.nextDouble() - 0.5),
          0.08 + 0.13 * i,
          6 * random.nextDouble(),
          3 * random.nextDouble(),
          6 * random.nextDouble());
      objects.add(Objects.free(mass, 4e-4 * mass, shape(), place));
    }
    return Objects.simulation(Objects.DOWN, 0.5, objects.toArray(WorldObject[]::new));
  }

  private Shape shape() {
    double a = size();
    double b = size();
    return switch (random.nextInt(5)) {
      case 0 -> new Shape.Sphere(Transform.IDENTITY, a);
      case 1 -> new Shape.Capsule(Transform.IDENTITY, a, b);
      case 2 -> new Shape.Cylinder(Transform.IDENTITY, a, 2 * b);
      case 3 -> new Shape.Box(Transform.IDENTITY, new Vector3(2 * a, 2 * b, 2 * size()));
      default -> Hulls.octahedron(1.5 * a);
    };
  }

  private double size() {
    return 0.01 + 0.04 * random.nextDouble();
  }

  private double energy(Simulation simulation) {
    double sum = simulation.kineticEnergy();
    for (int i = 0; i < THINGS; i++) {
      sum += masses.get(i) * Objects.G * height(simulation, i);
    }
    return sum;
  }

  private static double height(Simulation simulation, int thing) {
    return simulation.probe(Objects.FIRST + 1 + thing, Vector3.ZERO).position(2);
  }

  /** Least height of a thing that is over the plate. */
  private static double lowest(Simulation simulation) {
    double lowest = 1;
    for (int i = 0; i < THINGS; i++) {
      Probe middle = simulation.probe(Objects.FIRST + 1 + i, Vector3.ZERO);
      if (Math.hypot(middle.position(0), middle.position(1)) < 0.95) {
        lowest = Math.min(lowest, middle.position(2));
      }
    }
    return lowest;
  }
}
