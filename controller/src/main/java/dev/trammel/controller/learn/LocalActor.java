package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A linear-Gaussian controller of each condition's own. */
final class LocalActor implements Actor {

  private final Function<Condition, LinearGaussianController> controllers;
  private final InputLimits limits;

  private LocalActor(
      Function<Condition, LinearGaussianController> controllers, InputLimits limits) {
    this.controllers = controllers;
    this.limits = limits;
  }

  /**
   * The controllers to begin with.
   *
   * @param deviations m standard deviations of the exploration, as fractions of each limit
   */
  static LocalActor first(Task task, InitialSettings settings, List<Double> deviations) {
    InitialControllers controllers = new InitialControllers(task, deviations);
    return new LocalActor(
        condition -> controllers.create(settings, condition), InputLimits.of(task.plant()));
  }

  /**
   * These where there is one, and the others elsewhere.
   *
   * @param some by names of conditions
   */
  LocalActor with(Map<String, LinearGaussianController> some) {
    Map<String, LinearGaussianController> kept = Map.copyOf(some);
    return new LocalActor(
        condition -> {
          LinearGaussianController own = kept.get(condition.name());
          return own == null ? controllers.apply(condition) : own;
        },
        limits);
  }

  /** The controller of a condition. */
  LinearGaussianController of(Condition condition) {
    return controllers.apply(condition);
  }

  @Override
  public Controller controller(Condition condition) {
    return of(condition);
  }

  @Override
  public Mean mean(Condition condition) {
    LinearGaussianController linear = of(condition);
    return (step, x, u) -> {
      u.setTo(linear.offset(step));
      CommonOps_DDRM.multAdd(linear.gain(step), x, u);
      return true;
    };
  }

  @Override
  public Optional<LinearGaussianController> linear(Condition condition) {
    return Optional.of(of(condition));
  }

  @Override
  public DMatrixRMaj covariance(Condition condition, int step) {
    return of(condition).covariance(step);
  }

  @Override
  public Optional<LinearGaussianController> along(Condition condition, DMatrixRMaj[] path) {
    return linear(condition);
  }

  @Override
  public Optional<LinearGaussianController> follow(
      TransitionModel model, Condition condition, DMatrixRMaj start) {
    return new ClampedRollout(model, limits).run(of(condition), start);
  }
}
