package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Placement;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions drawn where one policy must work. */
class RegionTest {

  private static final String START = "start: {positions: {elbow: 0.6}, positionRange: 0.3}";
  private static final String OBJECT = "plant.objects=[{name: hole, robot: peg-hole.urdf}]";

  private static Task reach(String region, String... more) throws IOException {
    String[] overrides = Arrays.copyOf(more, more.length + 1);
    overrides[more.length] = "region={" + region + "}";
    return TaskReader.read(TaskCatalog.shipped().find("planar-reach"), List.of(overrides));
  }

  private static Region region(String region, String... more) throws IOException {
    return reach(region, more).region().orElseThrow();
  }

  @Test
  void aTaskNeedsNone() throws IOException {
    assertThat(ShippedTasksTest.task("planar-reach").region()).isEmpty();
  }

  @Test
  void drawsAreUniformBetweenTheEnds() throws IOException {
    Region region = region("start: {positions: {elbow: 0.6}, positionRange: {elbow: 0.3}},"
        + " targets: {goal: [[0.4, 0.6], -0.2, [0, 0]]}");
    SplittableRandom random = new SplittableRandom(2);
    int count = 2000;
    int[] fifths = new int[5];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      Condition drawn = region.draw(random);
      sum += drawn.context()[0] / count;
      fifths[(int) ((drawn.positions()[1] - 0.3) / 0.12)]++;

      assertThat(drawn.positions()[0]).isZero();
      assertThat(drawn.positions()[1]).isBetween(0.3, 0.9);
      assertThat(drawn.context()[0]).isBetween(0.4, 0.6);
      assertThat(Arrays.copyOfRange(drawn.context(), 1, 3)).containsExactly(-0.2, 0);
    }

    // five standard deviations each
    assertThat(sum).isCloseTo(0.5, within(5 * 0.2 / Math.sqrt(12 * count)));
    assertThat(Arrays.stream(fifths))
        .allMatch(n -> Math.abs(n - 400) < 5 * Math.sqrt(2000 * 0.2 * 0.8));
  }

  @Test
  void costAndSuccessAreThoseOfAConditionWithTheDrawnTarget() throws IOException {
    Condition drawn = region(START + ", targets: {goal: [[0.4, 0.6], [-0.2, 0.2], 0]}")
        .draw("one", new SplittableRandom(3));
    String goal = Arrays.toString(drawn.context());
    Condition written = reach(
            START + ", targets: {goal: [0, 0, 0]}", "conditions[0].targets={goal: " + goal + "}")
        .conditions()
        .get(0);

    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 20; trial++) {
      DMatrixRMaj x = new DMatrixRMaj(8, 1, true, random.doubles(8, -1, 1).toArray());
      DMatrixRMaj u = new DMatrixRMaj(2, 1, true, random.doubles(2, -1, 1).toArray());

      assertThat(drawn.cost().value(50, x, u)).isEqualTo(written.cost().value(50, x, u));
      assertThat(drawn.success().conditions().get(0).measure(x))
          .isEqualTo(written.success().conditions().get(0).measure(x));
    }
    assertThat(drawn.context()).containsExactly(written.context());
    assertThat(drawn.name()).isEqualTo("one");
  }

  @Test
  void anObjectStandsWhereItsTargetWasDrawn() throws IOException {
    Condition drawn = region(
            START + ", targets: {goal: [[2, 3], 0.5, 0]},"
                + " objects: {hole: {position: goal, rotation: [0, 0, 1]}}",
            OBJECT)
        .draw(new SplittableRandom(5));

    assertThat(drawn.objects())
        .containsExactly(new Placement("hole", drawn.context()[0], 0.5, 0, 0, 0, 1));
  }

  @Test
  void anObjectOfAConditionMayStandAtItsTargetToo() throws IOException {
    Task task = TaskReader.read(
        TaskCatalog.shipped().find("planar-reach"),
        List.of(OBJECT, "conditions[1].start.objects={hole: {position: goal}}"));

    assertThat(task.conditions().get(1).objects())
        .containsExactly(Placement.at("hole", 0.5, -0.4, 0));
  }

  @Test
  void theRegionHasASuccessOfItsOwnIfItSaysSo() throws IOException {
    String targets = ", targets: {goal: [0.5, 0.5, 0]}";
    String own =
        ", success: {window: 0, all: [{type: point, point: tip, target: goal," + " within: 0.02}]}";

    SuccessCriterion usual =
        region(START + targets).draw(new SplittableRandom(6)).success();
    SuccessCriterion other =
        region(START + targets + own).draw(new SplittableRandom(6)).success();

    assertThat(usual.firstStep()).isEqualTo(55);
    assertThat(usual.conditions()).hasSize(2);
    assertThat(other.firstStep()).isEqualTo(60);
    assertThat(other.conditions()).singleElement().matches(c -> c.limit() == 0.02);
  }

  @Test
  void whatIsFixedDoesNotChangeWhatIsDrawn() throws IOException {
    Condition both = region(START + ", targets: {goal: [[0.4, 0.6], [-0.2, 0.2], 0]}")
        .draw(new SplittableRandom(7));
    Condition one =
        region("targets: {goal: [0.5, [-0.2, 0.2], 0]}, " + START).draw(new SplittableRandom(7));

    assertThat(one.positions()).containsExactly(both.positions());
    assertThat(one.context()[1]).isEqualTo(both.context()[1]);
  }

  @Test
  void episodesDeviateFromTheDrawnStart() throws IOException {
    Condition drawn = region("start: {positionStd: 0.1, velocities: {elbow: 2}, velocityStd:"
            + " {elbow: 0.5}}, targets: {goal: [0.5, 0.5, 0]}")
        .draw(new SplittableRandom(8));

    assertThat(drawn.positionStd()).containsExactly(0.1, 0.1);
    assertThat(drawn.velocities()).containsExactly(0, 2);
    assertThat(drawn.velocityStd()).containsExactly(0, 0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "start: {}, targets: {gaol: [0, 0, 0]} | .targets.goal: must be given, had nothing,"
            + " allowed: a value",
        "start: {} | .targets: must be given, had nothing, allowed: a value",
        "targets: {goal: [0, 0, 0]} | .start: must be given, had nothing, allowed: a value",
        "start: {}, targets: {goal: [[0.2, 0.1], 0, 0]} | .targets.goal[0]: must not fall,"
            + " had 0.2 to 0.1, allowed: [from, to]",
        "start: {}, targets: {goal: [0, 0, 0, 0]} | .targets.goal: wrong length, had 4 entries,"
            + " allowed: [from, to], or [x, y, z] of a target",
        "start: {}, targets: {goal: [0, 0, 0]}, objects: {hole: {}} | .objects.hole: unknown name,"
            + " had 'hole', allowed: nothing",
        "start: {positionRange: -1}, targets: {goal: [0, 0, 0]} | .start.positionRange:"
            + " out of range, had '-1', allowed: a finite number of at least 0",
        "start: {range: 1}, targets: {goal: [0, 0, 0]} | .start.range: unknown key, had 'range',"
            + " allowed: positions, positionRange, velocities, positionStd, velocityStd",
        "start: {}, targets: {goal: [0, 0, 0]}, success: {window: 0, all: []} | .success.all:"
            + " must not be empty, had no entry, allowed: at least one condition",
      })
  void aMistakeIsToldByPlaceRuleWhatCameAndWhatMay(String region, String complaint) {
    assertThatThrownBy(() -> reach(region))
        .isInstanceOf(SettingsException.class)
        .hasMessage("<command line>: region" + complaint);
  }

  @Test
  void aRangeThatLeavesAJointsLimitsIsRefused() throws IOException {
    assertThatThrownBy(() -> TaskReader.read(
            TaskCatalog.shipped().find("arm-reach"), List.of("region.start.positionRange=0.9")))
        .isInstanceOf(SettingsException.class)
        .hasMessage("<command line>: region.start.positionRange: must stay within the joints'"
            + " limits, had 'joint4' from -2.275 to -0.475, allowed: -2.0 to 2.0");
  }

  @Test
  void theArmsRegionIsThreeTenthsAboutTheMeanOfItsStarts() throws IOException {
    Task task = ShippedTasksTest.task("arm-reach");
    double[] mean = new double[7];
    for (Condition condition : task.conditions()) {
      for (int i = 0; i < 7; i++) {
        mean[i] += condition.positions()[i] / 4;
      }
    }
    SplittableRandom random = new SplittableRandom(9);
    for (int draw = 0; draw < 50; draw++) {
      Condition drawn = task.region().orElseThrow().draw(random);
      for (int i = 0; i < 7; i++) {
        assertThat(drawn.positions()[i]).isCloseTo(mean[i], within(0.3 + 1e-12));
      }
      assertThat(drawn.success().firstStep()).isEqualTo(100);
      assertThat(drawn.success().conditions()).singleElement().matches(c -> c.limit() == 0.02);
    }
  }
}
