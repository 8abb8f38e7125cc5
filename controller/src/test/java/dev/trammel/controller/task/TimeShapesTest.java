package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.TargetPath.Waypoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How weights and targets change over an episode. */
class TimeShapesTest {

  @Test
  void rampsRiseToOneAndMultiplyTheTerminalStep() {
    assertThat(new Ramp(0, 0, 0.3, 3).schedule(3, 0.1)).containsExactly(1, 1, 1, 3);
    assertThat(new Ramp(1, 0, 0.3, 2).schedule(3, 0.1)).containsExactly(0.25, 0.5, 0.75, 2);
    assertThat(new Ramp(2, 0, 0.3, 1).schedule(3, 0.1)).containsExactly(0.0625, 0.25, 0.5625, 1);
    assertThat(new Ramp(0, 0.3, 0.3, 7).schedule(3, 0.1)).containsExactly(0, 0, 0, 7);
  }

  @Test
  void aRampStaysWhereItIsFull() {
    assertThat(new Ramp(2, 0, 0.1, 1).schedule(3, 0.1)).containsExactly(0.25, 1, 1, 1);
  }

  @Test
  void aLateRampBeginsAtItsTime() {
    assertThat(new Ramp(0, 0.2, 0.4, 1).schedule(4, 0.1)).containsExactly(0, 0, 1, 1, 1);
    assertThat(new Ramp(1, 0.3, 0.4, 1).schedule(4, 0.1)).containsExactly(0, 0, 0, 0.5, 1);
  }

  @Test
  void aTargetMovesStraightBetweenWaypointsAndRestsOutside() {
    TargetPath path = TargetPath.through(
        List.of(
            new Waypoint(0.1, new double[] {1, 0}),
            new Waypoint(0.3, new double[] {2, 4}),
            new Waypoint(0.4, new double[] {0, 4})),
        6,
        0.1);
    double[] first = {1, 1, 1.5, 2, 0, 0, 0};
    double[] second = {0, 0, 2, 4, 4, 4, 4};
    for (int t = 0; t <= 6; t++) {
      assertThat(path.at(t, 0)).isCloseTo(first[t], within(1e-12));
      assertThat(path.at(t, 1)).isCloseTo(second[t], within(1e-12));
    }
  }

  @Test
  void waypointsOutOfOrderAreRefused() {
    Waypoint one = new Waypoint(1, new double[1]);

    assertThatThrownBy(() -> TargetPath.through(List.of(one, one), 5, 1))
        .hasMessage("times of waypoints must rise, were 1.0 and 1.0");
  }
}
