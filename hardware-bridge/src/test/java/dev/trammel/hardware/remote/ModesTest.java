package dev.trammel.hardware.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.PlantException;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.trajectory.Trajectory;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.MessageType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the loop closes, by the kind of controller. */
class ModesTest {

  private static final String CARTPOLE = "cartpole-swingup";

  private static double act(Controller controller, Trajectory episode, int t) {
    StateEstimate estimate = new StateEstimate(4);
    for (int i = 0; i < 4; i++) {
      estimate.mean.data[i] = episode.state(t, i);
    }
    Action action = new Action(1);
    assertThat(controller.act(estimate, t, action)).isTrue();
    return action.requested.data[0];
  }

  /** The activities that a device is seen in. */
  private static Set<Activity> watch(Bench bench) {
    Set<Activity> seen = new TreeSet<>();
    bench.beat(() -> seen.add(bench.device.report().condition().activity()));
    return seen;
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void aPolicyIsEvaluatedByTheDevice(Activation activation) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Set<Activity> seen = watch(bench);
      MlpPolicy policy = MlpPolicy.random(4, List.of(8, 5), 1, activation, 7);
      PolicyObservation whole = PolicyObservation.ofState(bench.task.plant(), List.of());
      Controller controller =
          new PolicyController(policy, whole.reader(new double[0]), Kernels.best());

      Trajectory episode = Episodes.run(plant, controller);

      assertThat(seen).contains(Activity.POLICY).doesNotContain(Activity.STREAM);
      for (int t = 0; t < Episodes.STEPS; t++) {
        assertThat(episode.requested(t, 0)).isCloseTo(act(controller, episode, t), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyOtherControllerIsStreamedAndActsAPeriodLater(boolean virtualTime) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, virtualTime, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Set<Activity> seen = watch(bench);
      double[] asked = new double[Episodes.STEPS];
      Controller controller = (estimate, step, out) -> {
        asked[step] = 0.3 * Math.sin(step) - estimate.mean.data[0];
        out.requested.data[0] = asked[step];
        return true;
      };

      Trajectory episode = Episodes.run(plant, controller);

      assertThat(seen).contains(Activity.STREAM);
      for (int t = 0; t < Episodes.STEPS; t++) {
        assertThat(episode.requested(t, 0)).isEqualTo(asked[t]);
        // it was shown where the robot would be by then
        double expected = 0.3 * Math.sin(t) - episode.state(t, 0);
        assertThat(asked[t]).isCloseTo(expected, within(0.02));
      }
    }
  }

  @Test
  void plansAreSentWithTheirFeedback() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, true, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Set<Activity> seen = watch(bench);
      MpcController controller =
          KnownModelReplanning.of(Kernels.best(), bench.task).controller(0);

      Trajectory episode = Episodes.run(plant, controller);

      assertThat(seen).contains(Activity.HORIZON).doesNotContain(Activity.STREAM);
      assertThat(episode.steps()).isEqualTo(Episodes.STEPS);
      assertThat(controller.counts().toMap()).containsEntry("new_plans_used", 20L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?mode=stream"})
  void aRehearsalCallsWhatThisComputerWillRunAndTouchesNothing(String mode) throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, mode);
        RemotePlant plant = bench.plant()) {
      plant.open();
      bench.pass(100_000);
      long before = bench.micros();
      AtomicInteger calls = new AtomicInteger();
      Controller controller = (estimate, step, out) -> {
        calls.incrementAndGet();
        assertThat(step).isBetween(0, Episodes.STEPS);
        out.requested.data[0] = 0;
        return true;
      };

      plant.rehearse(controller, Episodes.STEPS);
      plant.rehearse(Episodes.exploring(1), Episodes.STEPS);

      assertThat(calls.get()).isGreaterThanOrEqualTo(1000);
      assertThat(bench.micros()).isEqualTo(before);
      assertThat(bench.device.state()).isEqualTo(DeviceState.INACTIVE);
    }
  }

  @Test
  void aLinkThatIsTooSlowIsRefusedBeforeAnythingMoves() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?mode=stream&lease=2");
        RemotePlant plant = bench.plant()) {
      bench.wire.leastDelay = 10_000;
      bench.wire.mostDelay = 40_000;
      plant.open();

      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(1)))
          .isInstanceOf(PlantException.class)
          .hasMessageMatching(
              ".*could not close the loop over the wire \\(stream\\): 99 of 100 round"
                  + " trips take up to [67][0-9].[0-9] ms \\(measured\\), needed is its period, 50.0 ms;.*");
      // MOVE is a run too
      assertThat(bench.device.report().run()).isZero();
    }
  }

  @Test
  void anActionHoldsForTheDeadlineFromTheReadingThatItAnswersHoweverLateItIsSent()
      throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?deadline=0.25");
        RemotePlant plant = bench.plant()) {
      plant.open();
      List<Long> expiries = new ArrayList<>();
      bench.broker.open(
          new LinkOptions(
              bench.settings.address(),
              "spy",
              null,
              List.of(bench.topics.of(MessageType.SETPOINT, "lab"))),
          (topic, payload, retained) -> expiries.add(expiryOfSetpoint(payload)));
      List<Long> readings = new ArrayList<>();
      Controller controller = (estimate, step, out) -> {
        readings.add(bench.deviceTime());
        bench.pass(step == 7 ? 80_000 : 1_000);
        out.requested.data[0] = 0.1;
        return true;
      };

      Episodes.run(plant, controller);

      expiries.removeIf(expiry -> expiry == 0);
      assertThat(expiries).hasSameSizeAs(readings);
      for (int i = 0; i < expiries.size(); i++) {
        assertThat(expiries.get(i)).isBetween(readings.get(i) + 190_000, readings.get(i) + 250_000);
      }
    }
  }

  private static long expiryOfSetpoint(byte[] payload) {
    ByteBuffer bytes = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.get(5) == MessageType.SETPOINT.number() ? bytes.getLong(40) : 0;
  }

  @Test
  void aFirstActionThatAsksForWhatHoldAskedForIsNotActedTwice() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Controller controller = (estimate, step, out) -> {
        out.requested.data[0] = 0.1 * step;
        return true;
      };

      Trajectory episode = Episodes.run(plant, controller);

      for (int t = 0; t < Episodes.STEPS; t++) {
        assertThat(episode.requested(t, 0)).isCloseTo(0.1 * t, within(1e-12));
      }
    }
  }

  @Test
  void aDeadlineThatNoActionCanMeetIsRefusedBeforeAnythingMoves() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "?mode=stream&deadline=0.09");
        RemotePlant plant = bench.plant()) {
      plant.open();

      assertThatThrownBy(() -> Episodes.run(plant, Episodes.exploring(1)))
          .isInstanceOf(PlantException.class)
          .hasMessageContaining("expires 90.0 ms after its reading")
          .hasMessageContaining("two periods, 100.0 ms");
      assertThat(bench.device.report().run()).isZero();
    }
  }

  @Test
  void aStreamThatStopsIsAFaultOfTheDevice() throws IOException {
    try (Bench bench = new Bench(CARTPOLE, false, "");
        RemotePlant plant = bench.plant()) {
      plant.open();
      Controller controller = (estimate, step, out) -> {
        bench.wire.loss = step == 7 ? 1 : 0;
        out.requested.data[0] = 0;
        return true;
      };

      assertThatThrownBy(() -> Episodes.run(plant, controller)).isInstanceOf(PlantException.class);
      bench.wire.loss = 0;
      bench.pass(3_000_000);
      assertThat(bench.device.report().condition().activity()).isEqualTo(Activity.NONE);
    }
  }
}
