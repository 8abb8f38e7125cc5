package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What {@code bench kernels} measures in processes of JMH. */
// what prepares a kernel has no state
@SuppressWarnings("ImmutableEnumChecker")
enum Kernel {
  TEXTBOOK_SWEEP("textbook_sweep", "textbook sweep, EJML", SweepWork::textbook),
  SWEEP("sweep", "sweep", SweepWork::backward),
  SWEEP_WITH_PRIOR("sweep_with_prior", "sweep with a prior", SweepWork::backwardWithPrior),
  FORWARD_SWEEP("forward_sweep", "forward sweep", SweepWork::forward),
  UPDATE("update", "KL-bounded update, cold", UpdateWork::cold),
  WARM_UPDATE("update_warm", "KL-bounded update, warm", UpdateWork::warm),
  FIT("fit", "fit, prior given", FitWork::givenPrior),
  FIT_MIXTURE("fit_mixture", "fit, prior from a mixture", FitWork::givenMixture),
  MIXTURE("mixture", "mixture prior, cold", MixtureWork::cold),
  WARM_MIXTURE("mixture_warm", "mixture prior, warm", MixtureWork::warm),
  PLAN("plan", "MPC planning step", PlanWork::new),
  ITERATION("iteration", "LQR-FLM iteration", IterationWork::new);

  /** For programs. */
  final String key;

  /** For people. */
  final String title;

  /** Whether a call must not allocate; the others hand out new values. */
  final boolean allocatesNothing;

  private final BiFunction<ProblemSize, Kernels, Work> prepare;

  Kernel(String key, String title, Function<ProblemSize, Work> prepare) {
    this(key, title, (size, kernels) -> prepare.apply(size));
  }

  Kernel(String key, String title, BiFunction<ProblemSize, Kernels, Work> prepare) {
    this.key = key;
    this.title = title;
    this.prepare = prepare;
    allocatesNothing = key.contains("sweep") || key.equals("fit") || key.equals("plan");
  }

  Line line() {
    return new Line(key, title, allocatesNothing);
  }

  /** The kernel and its data. */
  Work prepare(ProblemSize size, Kernels kernels) {
    return prepare.apply(size, kernels);
  }
}
