package dev.trammel.controller.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** When code counts as compiled, on a clock that the code itself moves. */
class WarmUpTest {

  /** Time and heap that only the code's calls move. */
  private static final class Code implements WarmUp.Meter, Runnable {

    private final LongUnaryOperator nanosOfCall;
    private final LongUnaryOperator bytesOfCall;
    private long calls;
    private long nanos;
    private long bytes;

    Code(LongUnaryOperator nanosOfCall, LongUnaryOperator bytesOfCall) {
      this.nanosOfCall = nanosOfCall;
      this.bytesOfCall = bytesOfCall;
    }

    @Override
    public void run() {
      nanos += nanosOfCall.applyAsLong(calls);
      bytes += bytesOfCall.applyAsLong(calls);
      calls++;
    }

    @Override
    public long nanos() {
      return nanos;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    WarmUpReport warmUp(double limit) {
      return new WarmUp(limit, this).run("code", this);
    }
  }

  /** Calls of a millisecond in one round. */
  private static final long ROUND = WarmUp.ROUND_NANOS / 1_000_000;

  @Test
  void codeThatIsCompiledSettlesAfterItsQuietRounds() {
    WarmUpReport report = new Code(call -> 1_000_000, call -> 0).warmUp(10);

    assertThat(report.settled()).isTrue();
    // the first round has none to be compared with
    assertThat(report.calls()).isEqualTo((1 + WarmUp.QUIET_ROUNDS) * ROUND);
    assertThat(report.seconds()).isEqualTo((1 + WarmUp.QUIET_ROUNDS) * WarmUp.ROUND_NANOS / 1e9);
    assertThat(report.secondsPerCall()).isEqualTo(1e-3);
    assertThat(report.bytesPerCall()).isZero();
  }

  @Test
  void roundsAreQuietOnlyAfterTheLastByte() {
    long last = 3 * ROUND + 3;

    WarmUpReport report = new Code(call -> 1_000_000, call -> call == last ? 16 : 0).warmUp(10);

    assertThat(report.settled()).isTrue();
    assertThat(report.calls()).isEqualTo((4 + WarmUp.QUIET_ROUNDS) * ROUND);
  }

  @Test
  void codeThatBecomesFasterHasNotSettled() {
    long fasterFrom = 2 * ROUND;

    WarmUpReport report =
        new Code(call -> call < fasterFrom ? 1_000_000 : 500_000, call -> 0).warmUp(10);

    assertThat(report.settled()).isTrue();
    assertThat(report.secondsPerCall()).isEqualTo(5e-4);
    // the first faster round is not quiet
    assertThat(report.calls()).isEqualTo(2 * ROUND + (1 + WarmUp.QUIET_ROUNDS) * 2 * ROUND);
  }

  @Test
  void codeThatAllocatesForeverIsStoppedAtTheLimit() {
    WarmUpReport report = new Code(call -> 1_000_000, call -> 8).warmUp(1);

    assertThat(report.settled()).isFalse();
    assertThat(report.bytesPerCall()).isEqualTo(8);
    assertThat(report.seconds()).isEqualTo(1);
  }

  @Test
  void theLimitMustBePositive() {
    assertThatThrownBy(() -> new WarmUp(0)).hasMessageContaining("limit of the warm-up");
  }
}
