package dev.trammel.sim.plants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.robot.GoldenMotion;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.ActuatorErrors;
import dev.trammel.controller.task.Disturbances;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.Push;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.SensorFault;
import dev.trammel.controller.task.SensorFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The cart-pole hangs still, 0.5 kg of cart and 0.5 kg of pole, until something happens to it. */
class DisturbedPlantTest {

  private static final PlantSettings CART_POLE = Plants.settings(cartPole(), SensorErrors.NONE);
  private static final int SLIDE = 0;
  private static final int SLIDE_VELOCITY = 1;

  @Test
  void aPushGivesItsImpulseToTheWholeMechanism() {
    Push push = new Push("cart", new Push.Along(new Vector3(2, 0, 0)), 0.1, 0.05);
    // what of the pole's momentum the hinge takes over: a short push moves cart and rod as one
    // mass of M + m − m²l²/J = 0.5 + 0.5 − 0.15²/0.06
    double mass = 1 - 0.15 * 0.15 / 0.06;
    double[] velocity = new double[2];
    run(Disturbances.of(List.of(push)), 0, 4, (t, x) -> velocity[t < 3 ? 0 : 1] = x[1]);

    assertThat(velocity[0]).isZero();
    assertThat(velocity[1]).isCloseTo(2 * 0.05 / mass, within(0.01));
  }

  @Test
  void aPushAgainstTheGroundMovesNothing() {
    Push push = new Push("rail", new Push.Along(new Vector3(1e3, 0, 0)), 0, 1);

    run(Disturbances.of(List.of(push)), 0, 5, (t, x) -> assertThat(x[SLIDE]).isZero());
  }

  @Test
  void anOpenDirectionIsTheEpisodesOwnAndComesAgainWithItsSeed() {
    Disturbances pushed =
        Disturbances.of(List.of(new Push("tip", new Push.AnyDirection(5), 0, 0.1)));

    assertThat(lastOf(pushed, 1)).isEqualTo(lastOf(pushed, 1)).isNotEqualTo(lastOf(pushed, 2));
  }

  @Test
  void anOpenInstantIsTheEpisodesOwnWhateverTheForce() {
    Set<Integer> begun = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      int strong = begin(8, seed);
      assertThat(begin(1, seed)).isEqualTo(strong);
      begun.add(strong);
    }

    // states are read after the cycles 0, 1, 2 …; pushes begin in the cycles 1 to 4
    assertThat(begun).containsExactly(2, 3, 4, 5);
  }

  /** The first reading that tells of a push. */
  private static int begin(double force, long seed) {
    Push.Force any = new Push.AnyDirection(force);
    Push push = new Push("tip", any, new Push.Span(0.05, 0.249), 0.05);
    int[] first = {Integer.MAX_VALUE};
    try (JBulletPlant plant = new JBulletPlant(CART_POLE, Disturbances.of(List.of(push)))) {
      plant.open();
      run(plant, seed, 0, 8, (t, x) -> {
        first[0] = x[SLIDE_VELOCITY] == 0 ? first[0] : Math.min(first[0], t);
      });
    }
    return first[0];
  }

  @Test
  void aSensorThatSticksShowsWhatItShowedLast() {
    List<double[]> seen = new ArrayList<>();
    run(fault(Kind.STUCK, 0.1, 0.1, 0), 1, 6, (t, x) -> seen.add(x));

    assertThat(seen.get(2)[SLIDE]).isEqualTo(seen.get(1)[SLIDE]).isEqualTo(seen.get(3)[SLIDE]);
    assertThat(seen.get(4)[SLIDE]).isGreaterThan(seen.get(3)[SLIDE]);
    assertThat(seen.get(3)[SLIDE_VELOCITY]).isGreaterThan(seen.get(1)[SLIDE_VELOCITY]);
  }

  @Test
  void biasAndDriftAreAddedAndEnd() {
    double[][] plain = readings(Disturbances.NONE);
    double[][] biased = readings(fault(Kind.BIAS, 0.1, 0.1, 0.3));
    double[][] drifting = readings(fault(Kind.DRIFT, 0.1, 0.1, 2));
    double[] bias = {0, 0, 0.3, 0.3, 0, 0};
    double[] drift = {0, 0, 0, 0.1, 0, 0};
    for (int t = 0; t < 6; t++) {
      assertThat(biased[t][SLIDE] - plain[t][SLIDE]).isCloseTo(bias[t], within(1e-12));
      assertThat(drifting[t][SLIDE] - plain[t][SLIDE]).isCloseTo(drift[t], within(1e-12));
      assertThat(biased[t][SLIDE_VELOCITY]).isEqualTo(plain[t][SLIDE_VELOCITY]);
    }
  }

  @Test
  void spikesHitAsOftenAsTheyAreLikely() {
    SensorFault spikes = new SensorFault(SLIDE, Kind.SPIKE, 0, Double.POSITIVE_INFINITY, 7, 0.25);
    int[] hits = new int[2];
    run(new Disturbances(List.of(), List.of(spikes), List.of()), 0, 4000, (t, x) -> {
      hits[0] += x[SLIDE] == 7 ? 1 : 0;
      hits[1] += x[SLIDE] == -7 ? 1 : 0;
    });

    // binomial, 4000 · 1/8 each: standard deviation 21
    assertThat(hits[0]).isBetween(400, 600);
    assertThat(hits[1]).isBetween(400, 600);
  }

  @Test
  void aSensorThatDropsOutLeavesNoObservation() {
    boolean[] present = new boolean[6];
    run(fault(Kind.DROPOUT, 0.1, 0.1, 0), 1, 6, (t, x) -> present[t] = true);

    assertThat(present).containsExactly(true, true, false, false, true, true);
  }

  @Test
  void aWeakActuatorGivesItsShareAndTheCommandStands() {
    double full = lastOf(Disturbances.NONE, 1);
    double weak = lastOf(actuator(new ActuatorErrors(0.5, 0, 0)), 1);
    double deaf = lastOf(actuator(new ActuatorErrors(1, 1, 0)), 1);

    assertThat(weak).isCloseTo(full / 2, within(0.01 * full));
    assertThat(deaf).isZero();
  }

  @Test
  void aDelayedCommandActsLater() {
    double[][] late = readings(actuator(new ActuatorErrors(1, 0, 0.1)));
    double[][] prompt = readings(Disturbances.NONE);

    assertThat(late[2][SLIDE_VELOCITY]).isZero();
    assertThat(late[5]).containsExactly(prompt[3]);
  }

  @Test
  void disturbancesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new JBulletPlant(
            CART_POLE, Disturbances.of(List.of(new Push("arm", new Push.AnyDirection(1), 0, 1)))))
        .hasMessageContaining("has no link 'arm'");
    assertThatThrownBy(() -> new JBulletPlant(
            CART_POLE,
            new Disturbances(
                List.of(), List.of(new SensorFault(9, Kind.BIAS, 0, 1, 1, 1)), List.of())))
        .hasMessage("the sensor of a fault must be in [0.0, 3.0], was 9.0");
  }

  private static RobotModel cartPole() {
    return UrdfReader.read(GoldenMotion.tasks().resolve("cartpole.urdf"));
  }

  private static Disturbances fault(Kind kind, double at, double duration, double size) {
    return new Disturbances(
        List.of(), List.of(new SensorFault(SLIDE, kind, at, duration, size, 1)), List.of());
  }

  private static Disturbances actuator(ActuatorErrors errors) {
    return new Disturbances(List.of(), List.of(), List.of(errors, ActuatorErrors.NONE));
  }

  private static double lastOf(Disturbances disturbances, long seed) {
    double[] last = new double[1];
    try (JBulletPlant plant = new JBulletPlant(CART_POLE, disturbances)) {
      plant.open();
      run(plant, seed, 1, 6, (t, x) -> last[0] = x[SLIDE_VELOCITY]);
    }
    return last[0];
  }

  private static double[][] readings(Disturbances disturbances) {
    double[][] readings = new double[6][];
    run(disturbances, 1, 6, (t, x) -> readings[t] = x);
    return readings;
  }

  private static void run(Disturbances disturbances, double force, int cycles, Reader reader) {
    try (JBulletPlant plant = new JBulletPlant(CART_POLE, disturbances)) {
      plant.open();
      run(plant, 1, force, cycles, reader);
    }
  }

  private static void run(JBulletPlant plant, long seed, double force, int cycles, Reader reader) {
    Action action = new Action(2);
    Observation observation = new Observation(4);
    plant.reset(new EpisodeStart(new double[2], new double[2], seed));
    for (int t = 0; t < cycles; t++) {
      if (plant.observe(observation)) {
        reader.read(t, observation.values.data.clone());
      }
      action.applied.data[SLIDE] = force;
      plant.apply(action);
      assertThat(action.applied.data[SLIDE]).isEqualTo(force);
    }
  }

  /** Sees every observation that there is. */
  private interface Reader {
    void read(int cycle, double[] x);
  }
}
