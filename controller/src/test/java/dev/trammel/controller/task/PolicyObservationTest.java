package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.testing.Allocation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy sees of a state. */
class PolicyObservationTest {

  private static Task task(String name, String... overrides) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(name), List.of(overrides));
  }

  private static Task reach(String observes) throws IOException {
    return task("planar-reach", "policy={observes: [" + observes + "]}");
  }

  private static DMatrixRMaj randomState(Task task, Random random) {
    DMatrixRMaj x = new DMatrixRMaj(task.stateSize(), 1);
    int joints = task.plant().robot().degreesOfFreedom();
    double[] q = random.doubles(joints, -2, 2).toArray();
    double[] qDot = random.doubles(joints, -3, 3).toArray();
    new SensorModel(task.plant()).read(q, qDot, x);
    return x;
  }

  private static double[] read(Task task, int condition, DMatrixRMaj x) {
    PolicyObservation observation = task.observation();
    double[] o = new double[observation.size()];
    observation.reader(task.conditions().get(condition).context()).read(x, o);
    return o;
  }

  @Test
  void withoutASectionItIsTheStateBitByBit() throws IOException {
    Task task = task("planar-reach");
    DMatrixRMaj x = new DMatrixRMaj(8, 1, true, -0.0, 1, 2, 3, 4, 5, Double.MIN_VALUE, 1e300);

    assertThat(read(task, 0, x)).containsExactly(x.data);
    assertThat(task.observation().names())
        .startsWith("shoulder", "elbow", "shoulder velocity")
        .endsWith("tip y velocity");
    assertThat(task.observation().units()).startsWith("rad", "rad", "rad/s").endsWith("m/s");
  }

  @Test
  void kinematicsTellWhatIdealSensorsWouldHaveTold() throws IOException {
    Task task = task("arm-reach");
    Random random = new Random(3);
    double[] goal = {0.45, -0.35, 0.6};
    List<String> sensors =
        task.plant().spec().sensors().stream().map(sensor -> sensor.name()).toList();
    for (int trial = 0; trial < 50; trial++) {
      DMatrixRMaj x = randomState(task, random);
      double[] o = read(task, trial % 4, x);

      assertThat(o).hasSize(20);
      assertThat(Arrays.copyOf(o, 14)).containsExactly(Arrays.copyOf(x.data, 14));
      for (int axis = 0; axis < 3; axis++) {
        int position = sensors.indexOf("tool0 " + "xyz".charAt(axis));
        int velocity = sensors.indexOf("tool0 " + "xyz".charAt(axis) + " velocity");
        assertThat(o[14 + axis]).isCloseTo(x.get(position) - goal[axis], within(1e-14));
        assertThat(o[17 + axis]).isCloseTo(x.get(velocity), within(1e-14));
      }
    }
  }

  @Test
  void whatTheSensorsOfPointsSayIsLeftOutWhereKinematicsDo() throws IOException {
    Task task = task("arm-reach");
    DMatrixRMaj x = randomState(task, new Random(4));
    double[] before = read(task, 0, x);
    Arrays.fill(x.data, 14, 26, Double.NaN);

    assertThat(read(task, 0, x)).containsExactly(before);
  }

  @Test
  void targetsAreThoseOfTheCondition() throws IOException {
    Task task = reach("{target: goal, axis: y}, {target: goal, axis: x},"
        + " {point: tip, axis: x, measures: position, relativeTo: goal}");
    DMatrixRMaj x = randomState(task, new Random(5));

    assertThat(task.observation().targets()).containsExactly("goal");
    assertThat(task.observation().names())
        .containsExactly("target goal y", "target goal x", "tip x from goal");
    assertThat(read(task, 0, x)).containsExactly(0.65, 0.55, x.get(4) - 0.55);
    assertThat(read(task, 3, x)).containsExactly(0.35, -0.3, x.get(4) + 0.3);
  }

  @Test
  void aContextHasThePointsThatAllConditionsShareByName() throws IOException {
    Task task = task(
        "planar-reach",
        "conditions[0].targets={way: [7, 8, 9], goal: [1, 2, 3], apex: [4, 5, 6], bend: 1}",
        "conditions[1].targets={goal: [1, 0, 0], bend: 2, apex: [0, 1, 0]}",
        "conditions[2].targets={goal: [1, 0, 0], bend: 2, apex: [0, 1, 0]}",
        "conditions[3].targets={goal: [1, 0, 0], bend: 2, apex: [0, 1, 0]}");

    assertThat(task.observation().targets()).containsExactly("apex", "goal");
    assertThat(task.conditions().get(0).context()).containsExactly(4, 5, 6, 1, 2, 3);
  }

  @Test
  void readingAllocatesNothing() throws IOException {
    Task task = task("arm-reach");
    DMatrixRMaj x = randomState(task, new Random(6));
    double[] o = new double[task.observation().size()];
    ObservationReader reader =
        task.observation().reader(task.conditions().get(0).context());

    assertThat(Allocation.bytes(() -> reader.read(x, o), 5_000)).isZero();
  }

  @Test
  void aStateThatIsNoNumberIsReadWithoutThrowing() throws IOException {
    Task task = task("arm-reach");
    DMatrixRMaj x = new DMatrixRMaj(26, 1);
    Arrays.fill(x.data, Double.NaN);

    assertThat(read(task, 0, x)).containsOnly(Double.NaN);
  }

  @Test
  void aContextOfAnotherTaskIsRefused() throws IOException {
    PolicyObservation observation = task("arm-reach").observation();

    assertThatThrownBy(() -> observation.reader(new double[6]))
        .hasMessage("context must have 3 entries, had 6");
    assertThatThrownBy(() -> observation.reader(new double[] {0, Double.NaN, 0}))
        .hasMessageContaining("context[1] must be finite");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{joint: elbo, measures: position} | observes[0].joint: unknown name, had 'elbo',"
            + " allowed: shoulder, elbow; did you mean 'elbow'?",
        "{joint: elbow} | observes[0].measures: must be given, had nothing, allowed: a value",
        "{point: tip, axis: z, measures: position} | observes[0].point: must be measured,"
            + " had 'tip', which no such sensor measures, allowed: shoulder, elbow,"
            + " shoulder velocity, elbow velocity, tip x, tip y, tip x velocity, tip y velocity",
        "{point: base, axis: x, measures: position, by: kinematics} | observes[0].point:"
            + " must move with joints that are measured, had 'base',"
            + " allowed: a link carried by joints that all have sensors of position",
        "{target: gaol, axis: x} | observes[0].target: no such target, had 'gaol', allowed:"
            + " a point that is among the targets of every condition: goal;"
            + " did you mean 'goal'?",
        "{point: tip, axis: x, measures: velocity, relativeTo: goal} | observes[0].relativeTo:"
            + " means nothing of a velocity, had 'goal', allowed: no such key",
        "{point: tip, axis: x, measures: position, through: sensors} | observes[0].through:"
            + " unknown key, had 'through', allowed: point, axis, measures, by, relativeTo",
        "{target: goal, axis: x}, {target: goal, axis: x} | observes[1]: must not repeat a number,"
            + " had 'target goal x' again, allowed: each once",
        "'' | observes: must not be empty, had no entry, allowed: at least one number",
      })
  void aMistakeIsToldByPlaceRuleWhatCameAndWhatMay(String observes, String complaint) {
    assertThatThrownBy(() -> reach(observes == null ? "" : observes))
        .isInstanceOf(SettingsException.class)
        .hasMessage("<command line>: policy." + complaint);
  }
}
