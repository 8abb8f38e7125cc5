package dev.trammel.hardware.emulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.device.Rig;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Frame;
import dev.trammel.hardware.wire.Header;
import dev.trammel.hardware.wire.Message;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.RunLog;
import dev.trammel.hardware.wire.Transition;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmulatedRobotTest {

  private static EmulatedRobot robot(String name, long hiddenSeed) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find(name), List.of());
    return EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 0x1234, hiddenSeed, true));
  }

  private static double[] row(int size, double value) {
    double[] row = new double[size];
    Arrays.fill(row, value);
    return row;
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-swingup", "arm-reach"})
  void theLongestHorizonOfferedFitsARecord(String name) throws IOException {
    Birth birth = robot(name, 0).settings().birth();
    int p = birth.robot().spec().observationSize();
    int m = birth.robot().spec().actionSize();
    int fitting = Request.Horizon.mostSteps(p, m);

    assertThat(birth.offer().most().horizonSteps()).isBetween(1, fitting);
    assertThat(horizon(fitting, p, m)).hasSizeLessThanOrEqualTo(Frame.MOST_BYTES);
    assertThat(horizon(fitting + 1, p, m)).hasSizeGreaterThan(Frame.MOST_BYTES);
  }

  @Test
  void whatRestsBeyondABoundIsPushedBackByHandOnceTheRobotIsOff() throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("arm-reach"), List.of());
    EmulatedRobot robot =
        EmulatedRobot.of(task, new EmulatedRobot.Choice("robot", 0x1234, 0, false));
    Rig rig = new Rig(robot.settings(), robot.body());
    rig.activate();
    double[] beyond = task.conditions().get(0).positions();
    beyond[0] = task.plant().robot().bodies().get(0).joint().upper() + 0.1;
    robot.body().place(beyond, new double[beyond.length]);
    rig.live(300_000);

    assertThat(rig.device.condition().fault()).isEqualTo(Fault.LIMIT);
    assertThat(((EmulatedBody) robot.body()).truth()[0]).isGreaterThan(beyond[0] - 0.1);
    assertThat(rig.ask(new Request.Lifecycle(Transition.RESET)).code()).isEqualTo(Code.STATE);
    rig.live(2_600_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.FAULT);
    assertThat(((EmulatedBody) robot.body()).truth()[0]).isLessThan(beyond[0] - 0.1);
    assertThat(rig.ask(new Request.Lifecycle(Transition.RESET)).code()).isEqualTo(Code.OK);
    assertThat(rig.ask(new Request.Lifecycle(Transition.ACTIVATE)).code()).isEqualTo(Code.OK);
  }

  private static byte[] horizon(int steps, int p, int m) {
    double[][] gains = new double[steps][m * p];
    double[][] offsets = new double[steps][m];
    return new Message(new Header(0, 0, 1, 0, 0), new Request.Horizon(0, p, gains, offsets))
        .encode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-swingup", "arm-reach"})
  void anEpisodeRunsFromAPlaceToItsLog(String name) throws IOException {
    EmulatedRobot robot = robot(name, 7);
    Birth.Robot birth = robot.settings().birth().robot();
    int p = birth.spec().observationSize();
    int m = birth.spec().actionSize();
    int joints = birth.joints().size();
    Rig rig = new Rig(robot.settings(), robot.body());
    rig.activate();
    rig.ask(new Request.Move(
        MoveWay.PLACE,
        1_000_000,
        0.01,
        row(joints, 0.1),
        row(joints, 0.05),
        row(joints, 0.05),
        row(joints, 0.1)));
    rig.live(100_000);
    double[][] gains = new double[20][m * p];
    double[][] offsets = new double[20][];
    Arrays.fill(offsets, row(m, 0.1));
    Program program = new Program(
        20,
        p,
        m,
        50_000,
        Program.Start.ANYWHERE,
        new Program.Affine(gains, offsets, new double[0][], new double[0][]),
        new double[0][]);
    rig.upload(5, program);
    assertThat(rig.ask(new Request.Arm(5)).code()).isEqualTo(Code.OK);
    assertThat(rig.ask(new Request.Start(Activity.EPISODE, 5, 20, 0)).code())
        .isEqualTo(Code.ACCEPTED);
    rig.live(4_000_000);
    RunLog log = rig.log();
    assertThat(log.end()).isEqualTo(RunEnd.WHOLE);
    assertThat(log.steps()).hasSize(20);
    assertThat(log.steps().get(0).sensors()[0]).isBetween(0.08, 0.12);
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cartpole-swingup", "arm-reach", "planar-reach"})
  void itsServoBringsARobotThatNobodyKnowsToAStart(String name) throws IOException {
    EmulatedRobot robot = robot(name, 11);
    Rig rig = new Rig(robot.settings(), robot.body());
    rig.activate();
    int joints = robot.settings().birth().robot().joints().size();
    double[] aim = row(joints, 0.3);
    double[] tolerance = row(joints, 0.01);
    if (name.startsWith("cartpole")) {
      // the pole swings for minutes
      aim[1] = 0;
      tolerance[1] = 0;
    }
    rig.ask(new Request.Move(
        MoveWay.SERVO,
        20_000_000,
        0.2,
        aim,
        row(joints, 0),
        tolerance,
        name.startsWith("cartpole") ? row(joints, 0) : row(joints, 0.1)));
    for (int i = 0; i < 100 && rig.device.condition().activity() == Activity.MOVE; i++) {
      rig.live(200_000);
    }
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
    assertThat(truth(robot)[0]).isCloseTo(0.3, within(0.03));
  }

  /** Masses off by 30 %, 2 to 10 ms of delay, lag, friction: as a bench meets them. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void anArmsServoBringsItAnywhereNearAndBack(long seed) throws IOException {
    Task task = TaskReader.read(TaskCatalog.shipped().find("arm-bench"), List.of());
    EmulatedRobot robot = EmulatedRobot.of(
        task, new EmulatedRobot.Choice("robot", 0x1234, Hidden.of("matching,lag", seed), true));
    Rig rig = new Rig(robot.settings(), robot.body());
    rig.activate();
    double[] start = task.conditions().get(0).positions();
    double[] away = start.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < away.length; i++) {
      away[i] += random.nextDouble(-0.6, 0.6);
    }
    for (double[] aim : List.of(away, start)) {
      rig.ask(new Request.Move(
          MoveWay.SERVO, 30_000_000, 0.3, aim, row(7, 0), row(7, 0.05), row(7, 0.1)));
      for (int i = 0; i < 150 && rig.device.condition().activity() == Activity.MOVE; i++) {
        rig.live(200_000);
      }
      assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
      assertThat(Arrays.copyOf(truth(robot), 7)).containsExactly(aim, within(0.06));
    }
  }

  @Test
  void theSameSeedIsTheSameRobotToTheLastBit() throws IOException {
    double[][] readings = new double[2][4];
    for (double[] reading : readings) {
      EmulatedRobot robot = robot("cartpole-swingup", 5);
      Rig rig = new Rig(robot.settings(), robot.body());
      rig.activate();
      rig.live(700_000);
      robot.body().read(reading);
    }
    assertThat(readings[0]).isEqualTo(readings[1]);
  }

  @Test
  void anArmThatIsCutOffStandsStillOnItsBrakes() throws IOException {
    EmulatedRobot robot = robot("arm-reach", 5);
    double[] before = truth(robot);
    robot.body().advance(3_000_000);
    assertThat(truth(robot)).isEqualTo(before);
  }

  private static double[] truth(EmulatedRobot robot) {
    return ((EmulatedBody) robot.body()).truth();
  }

  @Test
  void aTaskWithObjectsOrContactsIsRefused() {
    assertThatThrownBy(() -> robot("peg-insertion", 0))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("emulated device");
  }
}
