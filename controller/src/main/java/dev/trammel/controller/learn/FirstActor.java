package dev.trammel.controller.learn;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.lqr.InputLimits;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.TransitionModel;
import dev.trammel.controller.task.Condition;
import dev.trammel.controller.task.Task;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The controllers that learning begins with, before there is a policy. */
final class FirstActor implements Actor {

  private final InitialControllers controllers;
  private final InitialSettings settings;
  private final InputLimits limits;
  private final LinearGaussianController any;

  /**
   * @param deviations m standard deviations of the exploration, as fractions of each limit
   */
  FirstActor(Task task, InitialSettings settings, List<Double> deviations) {
    controllers = new InitialControllers(task, deviations);
    this.settings = settings;
    limits = InputLimits.of(task.plant());
    any = controllers.create(settings, task.conditions().get(0));
  }

  @Override
  public Controller controller(Condition condition) {
    return linear(condition);
  }

  private LinearGaussianController linear(Condition condition) {
    return controllers.create(settings, condition);
  }

  @Override
  public Mean mean(Condition condition) {
    LinearGaussianController linear = linear(condition);
    return (step, x, u) -> {
      u.setTo(linear.offset(step));
      CommonOps_DDRM.multAdd(linear.gain(step), x, u);
      return true;
    };
  }

  @Override
  public DMatrixRMaj covariance(int step) {
    return any.covariance(step);
  }

  @Override
  public Optional<LinearGaussianController> follow(
      TransitionModel model, Condition condition, DMatrixRMaj start) {
    return new ClampedRollout(model, limits).run(linear(condition), start);
  }
}
