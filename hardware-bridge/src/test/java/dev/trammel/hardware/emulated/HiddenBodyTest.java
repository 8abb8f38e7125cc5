package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hidden robot's body does that its description does not say. */
class HiddenBodyTest {

  private static final long MILLI = 1000;

  /** A body on a clock of the test's. */
  private static final class Stand {

    final Task task;
    final Hidden hidden;
    final EmulatedBody body;
    final int n;
    private long now;

    Stand(String name, String family, String flaws) throws IOException {
      task = TaskReader.read(TaskCatalog.shipped().find(name), List.of());
      Hidden drawn = Hidden.of(family, 1);
      hidden =
          flaws.isEmpty() ? drawn : drawn.with(Flaws.parse(flaws, task.plant().robot()));
      n = task.plant().robot().degreesOfFreedom();
      body =
          (EmulatedBody) EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 1, hidden, true))
              .body();
      body.apply(new double[task.inputSize()]);
    }

    /** Pushes one actuator for a while. */
    void push(int actuator, double effort, int millis) {
      double[] efforts = new double[task.inputSize()];
      efforts[actuator] = effort;
      body.apply(efforts);
      pass(millis);
    }

    void pass(int millis) {
      now += millis * MILLI;
      body.advance(now);
    }

    /** The mean of a thousand readings, in which noise hardly counts. */
    double[] read() {
      double[] mean = new double[task.stateSize()];
      double[] one = new double[mean.length];
      for (int k = 0; k < 1000; k++) {
        body.read(one);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += one[i] / 1000;
        }
      }
      return mean;
    }

    double truth(int joint) {
      return body.truth()[joint];
    }
  }

  @ParameterizedTest
  @CsvSource({"-2", "-0.7", "0", "1.1", "2"})
  void anEncoderReadsByItsSignGearOffsetAndEccentricity(double q) throws IOException {
    Stand stand = new Stand("joint-bench", "sign=-1,gear=3/5,offset=0.03,eccentricity=0.01", "");
    EncoderEffects encoder = stand
        .hidden
        .truth(stand.task.plant().robot(), stand.task.plant().world().gravity())
        .joints()
        .get(0)
        .encoder();

    stand.body.place(new double[] {q}, new double[] {0.5});
    double[] reading = stand.read();

    double phase = encoder.phase();
    assertThat(reading[0])
        .isCloseTo(-0.6 * q + encoder.offset() + 0.01 * Math.sin(q + phase), within(3e-5));
    assertThat(reading[1]).isCloseTo((-0.6 + 0.01 * Math.cos(q + phase)) * 0.5, within(2e-3));
    assertThat(encoder.offset()).isNotZero();
  }

  @Test
  void readingsAreWholeCountsOfTheEncoder() throws IOException {
    Stand stand = new Stand("joint-bench", "counts=4096", "");
    double[] reading = new double[2];
    for (int k = 0; k < 100; k++) {
      stand.push(0, 1 + k % 7, 5);
      stand.body.read(reading);
      double counts = reading[0] / (2 * Math.PI / 4096);
      assertThat(counts).isCloseTo(Math.rint(counts), within(1e-9));
    }
  }

  @Test
  void anEncoderThatLosesCountsFallsBehindByThemWhereItMovesUp() throws IOException {
    Stand stand = new Stand("joint-bench", "lost-counts=10", "");
    double travel = 0;
    double last = stand.truth(0);
    for (int k = 0; k < 4000; k++) {
      stand.push(0, 4 * Math.sin(0.002 * Math.PI * k), 1);
      travel += Math.max(0, stand.truth(0) - last);
      last = stand.truth(0);
    }
    double behind = stand.truth(0) - stand.read()[0];

    assertThat(travel).isGreaterThan(1);
    assertThat(behind / (2 * Math.PI / 16384)).isCloseTo(10 * travel, within(3.0));
  }

  @Test
  void aFlippedMotorGoesTheOtherWayAndSwappedOnesMoveEachOther() throws IOException {
    Stand flipped = new Stand("arm-bench", "mass=0", "motor:joint1");
    Stand swapped = new Stand("arm-bench", "mass=0", "swap:joint1:joint3");
    Stand sound = new Stand("arm-bench", "mass=0", "");
    flipped.push(0, 10, 100);
    swapped.push(0, 10, 100);
    sound.push(2, 10, 100);

    assertThat(flipped.truth(0)).isLessThan(-1e-3);
    assertThat(swapped.body.truth()).isEqualTo(sound.body.truth());
  }

  @Test
  void aDeadEncoderSaysWhatItSaidFirstWhateverMoves() throws IOException {
    Stand stand = new Stand("joint-bench", "mass=0", "dead:pivot");
    double[] first = new double[2];
    stand.body.read(first);
    stand.push(0, 5, 300);
    double[] later = new double[2];
    stand.body.read(later);

    assertThat(later).containsExactly(first[0], 0);
    assertThat(Math.abs(stand.truth(0))).isGreaterThan(0.1);
  }

  @Test
  void aStopThatIsTooEarlyStopsTheJointBeforeItsBound() throws IOException {
    for (double share : new double[] {0.4, -0.6}) {
      Stand stand = new Stand("joint-bench", "mass=0", "limit:pivot:" + share);
      stand.push(0, Math.signum(share) * 6, 2000);
      assertThat(stand.truth(0)).isCloseTo(2.2 * share, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign:joint2", "motor:joint4", "swap:joint2:joint4", "dead:joint6"})
  void anArmThatWasConnectedWronglyCarriesItself(String flaws) throws IOException {
    Stand stand = new Stand("arm-bench", "mass=0", flaws);
    double[] before = Arrays.copyOf(stand.body.truth(), stand.n);
    stand.pass(500);

    for (int i = 0; i < stand.n; i++) {
      assertThat(stand.truth(i)).isCloseTo(before[i], within(2e-3));
    }
  }

  @Test
  void anArmWhoseEncodersAreOffCarriesItselfByWhatTheyRead() throws IOException {
    Stand level = new Stand("arm-bench", "mass=0", "");
    Stand off = new Stand("arm-bench", "offset=0.1..0.1", "");
    for (Stand stand : List.of(level, off)) {
      stand.pass(500);
    }

    assertThat(Math.abs(off.truth(1) - level.truth(1))).isGreaterThan(0.05);
  }

  @Test
  void unevenFrictionHoldsAgainstMoreUpwardsThanDownwards() throws IOException {
    // 0.15 N·m, of which 0.03 more upwards; gravity's 2.94 N·m times the angle is small here
    Stand stand = new Stand("joint-bench", "asymmetry=0.2..0.2", "");
    stand.push(0, 0.175, 300);
    assertThat(stand.truth(0)).isCloseTo(0, within(1e-3));
    stand.push(0, -0.14, 300);
    assertThat(stand.truth(0)).isLessThan(-2e-3);
  }

  @Test
  void aMotorWithAnOffsetPushesOnlyWhileItIsOn() throws IOException {
    Stand stand = new Stand("joint-bench", "effort-offset=0.02..0.02", "");
    stand.body.cutOff();
    stand.pass(300);
    assertThat(stand.truth(0)).isZero();
    stand.push(0, 0, 300);
    assertThat(stand.truth(0)).isGreaterThan(0.02);
  }
}
