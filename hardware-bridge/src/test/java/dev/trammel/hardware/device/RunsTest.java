package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.ProgramKind;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import dev.trammel.hardware.wire.Transition;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may come before a run, and while it ends. */
class RunsTest {

  private static final int STEPS = 6;

  private final Cart cart = new Cart();
  private final Rig rig = new Rig(Cart.settings(), cart);

  @BeforeEach
  void activate() {
    rig.activate();
    rig.live(7000);
  }

  /** u = −x − 2ẋ + 0.1 + noise; in a tube about 0. */
  private static Program affine(double tube, Program.Start start) {
    double[][] noise = new double[STEPS][1];
    noise[2][0] = 0.5;
    return new Program(
        STEPS,
        2,
        1,
        Cart.PERIOD,
        start,
        new Program.Affine(rows(-1, -2), rows(0.1), rows(0, 0), rows(tube, tube)),
        noise);
  }

  private static double[][] rows(double... row) {
    double[][] rows = new double[STEPS][];
    Arrays.fill(rows, row);
    return rows;
  }

  private Code start(Activity activity, int program, int deadline) {
    return rig.code(new Request.Start(activity, program, STEPS, deadline));
  }

  private void run(Activity activity, Program program) {
    rig.upload(1, program);
    Rig.must(rig.code(new Request.Arm(1)));
    Rig.must(start(activity, 1, 0));
  }

  @Test
  void anArmedProgramDoesNotStartElsewhere() {
    rig.upload(1, affine(10, new Program.Start(new double[] {0.3, 0}, new double[] {0.1, 0})));
    cart.position = 0.25;
    rig.live(1000);
    Rig.must(rig.code(new Request.Arm(1)));
    cart.position = 0.45;
    rig.live(1000);
    assertThat(start(Activity.EPISODE, 1, 0)).isEqualTo(Code.START);
    cart.position = 0.35;
    rig.live(1000);
    assertThat(start(Activity.EPISODE, 1, 0)).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void noProgramIsTakenWhileAnythingRuns() {
    run(Activity.EPISODE, affine(10, Program.Start.ANYWHERE));
    Request begin = new Request.Begin(2, ProgramKind.AFFINE, 10, new byte[32]);
    assertThat(rig.code(begin)).isEqualTo(Code.STATE);
    assertThat(rig.code(new Request.Chunk(1, 0, new byte[1]))).isEqualTo(Code.STATE);
    assertThat(rig.code(new Request.Commit(1))).isEqualTo(Code.STATE);
    rig.live(3_000_000);
    assertThat(rig.code(begin)).isEqualTo(Code.OK);
    assertThat(rig.code(new Request.Begin(2, ProgramKind.AFFINE, 0, new byte[32])))
        .isEqualTo(Code.VALUE);
  }

  @Test
  void anAbortOfWhatComesToRestAlreadyChangesNothing() {
    Rig.must(start(Activity.STREAM, 0, 5_000_000));
    rig.send("lab", new Request.Setpoint(0, new double[] {1}), rig.now + 4_000_000);
    rig.live(200_000);
    assertThat(rig.code(new Request.Lifecycle(Transition.ABORT))).isEqualTo(Code.OK);
    assertThat(rig.code(new Request.Lifecycle(Transition.ABORT))).isEqualTo(Code.OK);
    assertThat(rig.code(new Request.Fetch(1, 0, 1))).isEqualTo(Code.STATE);
    rig.live(2_100_000);
    assertThat(rig.log().end()).isEqualTo(RunEnd.ABORTED);
    assertThat(rig.code(new Request.Lifecycle(Transition.ABORT))).isEqualTo(Code.STATE);
  }
}
