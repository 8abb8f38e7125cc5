package dev.trammel.calibration.benchmark;

/** What {@code bench kernels} measures. */
enum Kernel {
  TEXTBOOK_SWEEP("textbookSweep", "textbook_sweep", "textbook sweep on EJML"),
  SWEEP("sweep", "sweep", "sweep"),
  FORWARD_SWEEP("forwardSweep", "forward_sweep", "forward sweep"),
  UPDATE("update", "update", "KL-bounded update"),
  FIT_GLOBAL_PRIOR("fitGlobalPrior", "fit", "fit, prior given"),
  FIT_MIXTURE_PRIOR("fitMixturePrior", "fit_mixture", "fit, prior from a mixture");

  /** Of {@link KernelBenchmarks}. */
  final String method;

  /** For programs. */
  final String key;

  /** For people. */
  final String title;

  Kernel(String method, String key, String title) {
    this.method = method;
    this.key = key;
    this.title = title;
  }
}
