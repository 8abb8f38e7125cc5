package dev.trammel.controller.calibration;

import dev.trammel.controller.calibration.Judgement.Verdict;
import java.util.Optional;

/**
 * A judgement with the question that came to it. It holds until the same question is asked of the same
 * joint again.
 *
 * @param question name of the command: {@code checkout}
 * @param joint that it is about; nothing where it is about the whole robot
 */
public record KeptJudgement(String question, Optional<String> joint, Judgement said) {

  public KeptJudgement {
    if (question.isBlank()) {
      throw new IllegalArgumentException(
          "a judgement must be of a question, " + said.subject() + " was of none");
    }
  }

  public Verdict verdict() {
    return said.verdict();
  }
}
