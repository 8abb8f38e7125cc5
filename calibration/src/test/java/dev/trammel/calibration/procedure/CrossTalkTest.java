package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.hardware.hidden.Hidden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a joint that answers to nothing. */
class CrossTalkTest {

  private static final int WRIST = 6;

  private CrossTalk talk;

  @BeforeEach
  void anArmOfWhichNothingMoves() throws Exception {
    BenchRobot robot =
        TestBench.session(TestBench.read("arm-bench"), Hidden.usual(1)).robot();
    double[] stands = new double[robot.described().sensors().size()];
    talk = new CrossTalk(robot, PulseSearch.inverseInertia(robot.described(), stands));
  }

  private Judgement ofTheWrist() {
    return talk.judgements().get(WRIST);
  }

  @Test
  void whoWasGivenAllAndDidNotMoveIsDead() {
    talk.given(WRIST, 1, false);

    assertThat(ofTheWrist().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(ofTheWrist().subject()).isEqualTo("joint7 encoder");
  }

  /** The robot's own limit of speed may give a light joint less than a pulse asks for. */
  @Test
  void whoWasGivenLessIsDeadTooIfThatWasPlenty() {
    talk.given(WRIST, 0.75, true);

    assertThat(ofTheWrist().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void whoWasHeldBackByTheRobotIsNotSaidToBeDead() {
    talk.given(WRIST, 0.75, false);

    assertThat(ofTheWrist().verdict()).isEqualTo(Verdict.NOT_IDENTIFIABLE);
    assertThat(ofTheWrist().reason()).contains("gave only 75 %");
  }

  /** What the wrist is given is too little for the joint that its motor is on. */
  @Test
  void aLightJointThatAnotherMotorMovesHasThatOnesMotor() {
    talk.add(WRIST, 2, 900);
    talk.given(WRIST, 0.75, true);

    assertThat(ofTheWrist().subject()).isEqualTo("joint7 motor");
    assertThat(ofTheWrist().reason())
        .contains("the motor of joint3 moves joint7", "swap the two motors' cables");
  }
}
