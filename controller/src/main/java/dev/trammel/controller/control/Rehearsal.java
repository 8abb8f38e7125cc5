package dev.trammel.controller.control;

import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.plant.Observation;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.plant.PlantSpec;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Runs the control cycle where it can do no harm. Plant, clock and listener are stand-ins, of three
 * classes in turn: code compiled for one class alone would be thrown away when it first met the
 * real ones, in the first cycles that count.
 */
final class Rehearsal {

  private static final EpisodeStart NOWHERE = new EpisodeStart(new double[0], new double[0], 0);

  private final Controller controller;
  private final int steps;
  private final ControlLoop[] loops;
  private int turn;
  private int step;

  /**
   * Prepares loops about stand-ins.
   *
   * @param estimator is fed with readings that mean nothing
   * @param steps after which an episode begins anew
   */
  Rehearsal(PlantSpec spec, StateEstimator estimator, Controller controller, int steps) {
    this.controller = controller;
    this.steps = steps;
    StandIn[] cast = {new StandIn(spec), new SecondStandIn(spec), new ThirdStandIn(spec)};
    loops = new ControlLoop[cast.length];
    Arrays.setAll(loops, i -> new ControlLoop(cast[i], estimator, cast[i], cast[i]));
  }

  /** One cycle, with a beginning before the first step and an end and a rest after the last. */
  void cycle() {
    ControlLoop loop = loops[turn];
    if (step == 0) {
      loop.begin(NOWHERE);
    }
    loop.cycle(controller);
    step++;
    if (step == steps) {
      loop.end();
      loop.rest();
      step = 0;
      turn = (turn + 1) % loops.length;
    }
  }

  /** Nobody is there: readings of all sizes, some of them missing, and no answer to any action. */
  private static class StandIn implements Plant, Clock, CycleListener {

    private static final double[] LEVELS = {0, 1, -1, 1e3};
    private static final int MISSING = 16;

    private final PlantSpec spec;
    private int readings;

    StandIn(PlantSpec spec) {
      this.spec = spec;
    }

    @Override
    public final PlantSpec spec() {
      return spec;
    }

    @Override
    public final void open() {
      // there is nothing to connect to
    }

    @Override
    public final void reset(EpisodeStart start) {
      // there is nothing to move
    }

    @RealTime
    @Override
    public boolean observe(Observation out) {
      readings++;
      Arrays.fill(out.values.data, LEVELS[readings % LEVELS.length]);
      return readings % MISSING != 0;
    }

    @RealTime
    @Override
    public void apply(Action action) {
      // goes nowhere
    }

    @RealTime
    @Override
    public boolean truth(DMatrixRMaj out) {
      return readings % 2 == 0;
    }

    @RealTime
    @Override
    public void awaitCycle(int step) {
      // the next one is always due
    }

    @Override
    public final boolean isRealTime() {
      return false;
    }

    @RealTime
    @Override
    public void cycle(
        int step, StateEstimate estimate, DMatrixRMaj truth, Action action, CycleStatus status) {
      // nobody looks
    }

    @RealTime
    @Override
    public void end(StateEstimate estimate, DMatrixRMaj truth, CycleStatus status) {
      // nobody looks
    }

    @Override
    public final void close() {
      // nothing is open
    }
  }

  private static final class SecondStandIn extends StandIn {

    SecondStandIn(PlantSpec spec) {
      super(spec);
    }
  }

  private static final class ThirdStandIn extends StandIn {

    ThirdStandIn(PlantSpec spec) {
      super(spec);
    }
  }
}
