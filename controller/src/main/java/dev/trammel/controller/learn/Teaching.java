package dev.trammel.controller.learn;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.List;
import java.util.Optional;

/** Fits models to what happened, and says what would do better than what acts. */
interface Teaching {

  /**
   * Takes in what is remembered, before any situation is looked at.
   *
   * @param memory batches of episodes, oldest first
   * @param seed of random choices in the fit
   */
  void learn(List<TrajectoryBatch> memory, long seed);

  /**
   * Looks at a situation. May be called from any thread.
   *
   * @param now what acts
   * @param before what acted in the iteration before, if it did
   */
  Reflection reflect(Situation situation, Actor now, Optional<Actor> before);

  /**
   * What acts, as the local controller that it is near where a teacher goes. May be called from any
   * thread.
   *
   * @param near whose nominal states are where it goes
   */
  LinearGaussianController linearise(
      Situation situation, Actor actor, LinearGaussianController near);

  /**
   * A model that knows most where a teacher goes, to plan on in every control cycle; nothing where
   * models are of one situation and its steps. May be called from any thread.
   *
   * @param near whose nominal states are where it goes
   */
  Optional<LearnedModel> toPlanOn(LinearGaussianController near);
}
