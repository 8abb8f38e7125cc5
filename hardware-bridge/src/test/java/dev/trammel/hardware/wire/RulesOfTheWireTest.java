package dev.trammel.hardware.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.hardware.wire.Layout.Quantity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesOfTheWireTest {

  private static final Topics TOPICS = new Topics("arm1");

  @ParameterizedTest
  @CsvSource({
    "1000, 1001, OK",
    "1000, 1000, EXPIRED",
    "1000, 999, EXPIRED",
    "1000, 0, EXPIRED",
    "1000, 5001000, OK",
    "1000, 5001001, AHEAD",
    "1000, -1, AHEAD"
  })
  void recordIsHandledBeforeItsExpiryAndNotFarAhead(long now, long expiry, Code code) {
    assertThat(new Header(0, 0, 0, 0, expiry).freshness(now)).isEqualTo(code);
  }

  @Test
  void topicsNameTheirUser() {
    assertThat(TOPICS.address(TOPICS.of(MessageType.SETPOINT, "lab")))
        .contains(new Topics.Address("from", "lab", "fast"));
    assertThat(TOPICS.address(TOPICS.of(MessageType.LEASE, "lab")))
        .contains(new Topics.Address("from", "lab", "request"));
    assertThat(TOPICS.address(TOPICS.stop("lab"))).contains(new Topics.Address("stop", "lab", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trammel/v1/arm2/from/lab/fast",
        "trammel/v1/arm1/from/lab",
        "trammel/v1/arm1/from/lab/fast/",
        "trammel/v1/arm1/from/l b/fast",
        "trammel/v1/arm1/birth",
        "trammel/v1/arm1/from/lab/slow",
        "trammel/v1/arm1/stop/lab/x",
        "trammel/v1/arm1/from//fast"
      })
  void otherTopicsHaveNoAddress(String topic) {
    assertThat(TOPICS.address(topic)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "a/b", "+", "ä", "123456789012345678901234567890123"})
  void namesAreFitForTopics(String name) {
    assertThatThrownBy(() -> new Topics(name)).hasMessageContaining("must match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "a ", "a  b", "a\nb", "a\tb", "\u2028x\u0000"})
  void nameThatWouldMakeALayoutAmbiguousIsRefused(String name) {
    assertThatThrownBy(() -> new Quantity(name, "m")).hasMessageContaining("single blanks");
  }

  @Test
  void unitIsOneWord() {
    assertThatThrownBy(() -> new Quantity("slide", "m per s")).hasMessageContaining("one word");
  }

  @Test
  void programForAnotherDeviceIsRefusedWithItsPlace() {
    Birth birth = Births.cartpole();
    ProgramCheck check = new ProgramCheck(birth);

    assertThat(check.refusal(affine(100, 4, 1, 50_000))).isEmpty();
    assertThat(check.refusal(affine(10_001, 4, 1, 50_000)).map(Refusal::code)).contains(Code.SIZE);
    assertThat(place(check, affine(100, 5, 1, 50_000))).contains(8);
    assertThat(place(check, affine(100, 4, 2, 50_000))).contains(10);
    assertThat(place(check, affine(100, 4, 1, 20_000))).contains(12);
  }

  @Test
  void aProgramMayBeHeldToLessThanTheDeviceButNotToMore() {
    ProgramCheck check = new ProgramCheck(Births.cartpole());
    Program program = affine(100, 4, 1, 50_000);
    double own = Births.cartpole().robot().spec().actuators().get(0).upper();

    assertThat(check.refusal(program.within(new double[] {own}))).isEmpty();
    assertThat(check.refusal(program.within(new double[] {0.1}))).isEmpty();
    assertThat(place(check, program.within(new double[] {Math.nextUp(own)}))).contains(24);
  }

  @Test
  void networkMayUseOnlyWhatTheDeviceHas() {
    Birth birth = Births.cartpole();
    ProgramCheck check = new ProgramCheck(birth);

    assertThat(check.refusal(network(Program.Origin.SENSOR, 3))).isEmpty();
    assertThat(check.refusal(network(Program.Origin.SENSOR, 4))).isPresent();
    assertThat(check.refusal(network(Program.Origin.FEATURE, 1))).isEmpty();
    assertThat(check.refusal(network(Program.Origin.FEATURE, 2))).isPresent();
    assertThat(check.refusal(network(Program.Origin.NONE, 9))).isEmpty();
  }

  @Test
  void everyCodeThatIsARefusalHasACounter() {
    for (Code code : List.of(Code.OK, Code.ACCEPTED, Code.UNSETTLED, Code.ENDED)) {
      assertThat(code.isRefusal()).isFalse();
    }
    assertThat(Code.MALFORMED.counter()).isZero();
    assertThat(Code.UNSUPPORTED.counter()).isEqualTo(Code.COUNTERS - 1);
  }

  private static Optional<Integer> place(ProgramCheck check, Program program) {
    return check.refusal(program).map(Refusal::place);
  }

  private static Program affine(int steps, int n, int m, int period) {
    Program.Rule rule = new Program.Affine(
        new double[steps][n * m], new double[steps][m], new double[0][], new double[0][]);
    return new Program(steps, n, m, period, Program.Start.ANYWHERE, rule, new double[0][]);
  }

  private static Program network(Program.Origin origin, int index) {
    Program.Whitening one = new Program.Whitening(new double[1], new double[] {1});
    Program.Rule rule = new Program.Network(
        new Program.Source[] {new Program.Source(origin, index, 0)},
        Activation.TANH,
        one,
        one,
        new Program.Layer[] {new Program.Layer(new double[1], new double[1])});
    return new Program(10, 4, 1, 50_000, Program.Start.ANYWHERE, rule, new double[0][]);
  }
}
