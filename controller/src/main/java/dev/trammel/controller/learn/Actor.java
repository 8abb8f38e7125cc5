package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.task.Condition;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** What acts in every condition alike: the controllers to begin with, or a policy. Immutable. */
interface Actor {

  /** The actions in one condition. Used by one thread. */
  interface Mean {

    /**
     * The mean action.
     *
     * @param step of the episode, from 0
     * @param x n×1; not modified
     * @param u m×1; modified
     * @return false if it is not finite
     */
    boolean at(int step, DMatrixRMaj x, DMatrixRMaj u);
  }

  /** Acts in episodes of a condition, without noise. */
  Controller controller(Condition condition);

  Mean mean(Condition condition);

  /** The linear-Gaussian controller that acts in a condition, where it is one. */
  Optional<LinearGaussianController> linear(Condition condition);

  /** A copy of the covariance of the actions in a condition at a step, m×m. */
  DMatrixRMaj covariance(Condition condition, int step);

  /**
   * The linear-Gaussian controller that does the same near a path, which becomes its nominal one;
   * nothing where there is no action.
   *
   * @param path T+1 states, n×1; not modified
   */
  Optional<LinearGaussianController> along(Condition condition, DMatrixRMaj[] path);

  /**
   * Follows the mean on a model: the linear-Gaussian controller that does the same near the path,
   * with the path as its nominal trajectory; nothing if the model has no answer.
   *
   * @param start n×1; not modified
   */
  Optional<LinearGaussianController> follow(
      TransitionModel model, Condition condition, DMatrixRMaj start);
}
