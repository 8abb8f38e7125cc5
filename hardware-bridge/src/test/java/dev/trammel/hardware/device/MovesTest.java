package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.MoveWay;
import dev.trammel.hardware.wire.Report;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Transition;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the device goes to where an episode begins: section 5. */
class MovesTest {

  private final Cart cart = new Cart();
  private final Rig rig = new Rig(Cart.settings(), cart);

  @BeforeEach
  void activate() {
    rig.activate();
    rig.live(7000);
  }

  @ParameterizedTest
  @EnumSource(MoveWay.class)
  void aMoveEndsAtItsAim(MoveWay way) {
    long sequence = rig.nextRequest();
    Rig.must(rig.code(move(way, 0.5, 3_000_000)));
    rig.live(3_000_000);
    assertThat(rig.answers(sequence)).containsExactly(Code.ACCEPTED, Code.OK);
    assertThat(cart.position).isCloseTo(0.5, within(0.02));
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
  }

  @Test
  void aMoveThatDoesNotGetThereIsUnsettledAndOneOutOfBoundsRefused() {
    long sequence = rig.nextRequest();
    Rig.must(rig.code(move(MoveWay.SERVO, 0.5, 100_000)));
    rig.live(200_000);
    assertThat(rig.answers(sequence)).containsExactly(Code.ACCEPTED, Code.UNSETTLED);
    Report.Ack ack = rig.ask(move(MoveWay.SERVO, 1.5, 100_000));
    assertThat(ack.code()).isEqualTo(Code.VALUE);
    assertThat(ack.place()).isEqualTo(1);
  }

  @Test
  void aMoveCanBeAborted() {
    long sequence = rig.nextRequest();
    Rig.must(rig.code(move(MoveWay.SERVO, 0.5, 1_000_000)));
    rig.live(100_000);
    Rig.must(rig.code(new Request.Lifecycle(Transition.ABORT)));
    assertThat(rig.answers(sequence)).containsExactly(Code.ACCEPTED, Code.ENDED);
    assertThat(rig.device.condition().activity()).isEqualTo(Activity.HOLD);
  }

  @Test
  void aMoveThatABodysFailureEndedDoesNotGoOnAfterAReset() {
    AtomicBoolean fails = new AtomicBoolean();
    RobotBody body = (RobotBody) Proxy.newProxyInstance(
        RobotBody.class.getClassLoader(), new Class<?>[] {RobotBody.class}, (proxy, call, with) -> {
          if (fails.get()) {
            throw new IllegalStateException("no body answers");
          }
          return call.invoke(cart, with);
        });
    Rig bench = new Rig(Cart.settings(), body);
    bench.activate();
    bench.live(7000);
    Rig.must(bench.code(move(MoveWay.SERVO, 0.8, 3_000_000)));
    bench.live(300_000);
    fails.set(true);
    bench.live(5000);
    fails.set(false);
    bench.live(5000);
    cart.rate = 0;
    double before = cart.position;

    Rig.must(bench.code(new Request.Lifecycle(Transition.RESET)));
    Rig.must(bench.code(new Request.Lifecycle(Transition.ACTIVATE)));
    bench.live(1_000_000);

    assertThat(bench.device.condition().activity()).isEqualTo(Activity.HOLD);
    assertThat(cart.position).isCloseTo(before, within(1e-3));
  }

  private static Request.Move move(MoveWay way, double aim, int limit) {
    double[] tolerance = {0.02};
    return new Request.Move(
        way, limit, 0.1, new double[] {aim}, new double[1], tolerance, new double[] {0.05});
  }
}
