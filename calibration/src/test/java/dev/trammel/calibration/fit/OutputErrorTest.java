package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutputErrorTest {

  /** Damping, dry friction, delay and strength of one rod. */
  record Rod() implements MachineFamily {

    @Override
    public List<Unknown> unknowns() {
      return List.of(
          new Unknown("damping", 0.1, 0, 10, 0.1),
          new Unknown("dry", 0.1, 0, 10, 0.1),
          new Unknown("delay", 0.002, 0, 0.05, 0.004),
          new Unknown("strength", 1, 0.1, 10, 0.1));
    }

    @Override
    public Machine at(double[] values) {
      return Pendulums.damped(Pendulums.chain(1, values[1], 0), values[0])
          .withDrive(0, new Drive(values[3], 0, values[2], 0));
    }
  }

  private static final double[] TRUTH = {0.35, 0.6, 0.0073, 0.93};

  private static double effort(double t, int joint) {
    return 3 * Math.sin(4.1 * t) + 1.5 * Math.sin(9.7 * t + 1) + Math.sin(17 * t + 2);
  }

  private static OutputErrorFit fit(Machine truth, double sigma, long seed) {
    Trace trace =
        Pendulums.move(truth, 4000, OutputErrorTest::effort, sigma, new SplittableRandom(seed));
    return new OutputError(new Rod(), Window.cut(trace, 0.4, 0.1), OutputErrorSettings.defaults())
        .fit(Pendulums.noise(1, sigma));
  }

  @Test
  void whatWasPlantedIsFoundWithinWhatNoiseAllows() {
    OutputErrorFit fit = fit(new Rod().at(TRUTH), 1e-4, 1);

    assertThat(fit.converged()).isTrue();
    for (int p = 0; p < 4; p++) {
      assertThat(fit.values()[p]).isCloseTo(TRUTH[p], within(4 * fit.sigma(p)));
      assertThat(fit.sigma(p)).isLessThan(0.02 * TRUTH[p]);
    }
    assertThat(fit.foundNoise().of(0)).isCloseTo(1e-4, within(5e-6));
    assertThat(fit.atBounds()).isEmpty();
  }

  @Test
  void statedIntervalsCoverTheTruthAsOftenAsTheySay() {
    int covered = 0;
    int all = 0;
    for (long seed = 0; seed < 20; seed++) {
      OutputErrorFit fit = fit(new Rod().at(TRUTH), 1e-3, seed);
      for (int p = 0; p < 4; p++) {
        all++;
        covered += Math.abs(fit.values()[p] - TRUTH[p]) < 1.96 * fit.sigma(p) ? 1 : 0;
      }
      assertThat(fit.whiteness().isMismatch()).isFalse();
    }
    assertThat((double) covered / all).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void theBootstrapSpreadsAsTheNoiseDoes() {
    OutputErrorFit fit = fit(new Rod().at(TRUTH), 1e-3, 3);

    double[][] draws = fit.bootstrap(400, 2, new SplittableRandom(5));

    for (int p = 0; p < 4; p++) {
      double sum = 0;
      for (double[] draw : draws) {
        sum += Math.pow(draw[p] - fit.values()[p], 2);
      }
      assertThat(Math.sqrt(sum / draws.length) / fit.sigma(p)).isBetween(0.5, 1.6);
    }
  }

  @Test
  void aLagThatTheModelLacksIsSeenInWhatIsLeft() {
    Machine lagging = new Rod().at(TRUTH).withDrive(0, new Drive(0.93, 0, 0.004, 0.02));

    assertThat(fit(lagging, 1e-4, 1).whiteness().isMismatch()).isTrue();
  }

  @Test
  void stictionThatTheModelLacksIsSeenInWhatIsLeft() {
    Machine sticking =
        new Rod().at(TRUTH).withFriction(0, JointFriction.coulomb(0.6).withStiction(0.3, 0.1));

    assertThat(fit(sticking, 1e-4, 1).whiteness().isMismatch()).isTrue();
  }

  @Test
  void aFamilyWithOneUnknownMoreGoesOnFromWhatWasFoundWithoutIt() {
    OutputErrorFit fit = fit(new Rod().at(TRUTH), 1e-3, 3);
    List<Unknown> more = new ArrayList<>(fit.unknowns());
    more.add(1, new Unknown("stiction", 0.25, 0, 1, 1));

    double[] carried = fit.carriedTo(more);

    assertThat(carried[0]).isEqualTo(fit.values()[0]);
    assertThat(carried[1]).isEqualTo(0.25);
    for (int p = 1; p < fit.values().length; p++) {
      assertThat(carried[p + 1]).isEqualTo(fit.values()[p]);
    }
  }

  @Test
  void aWindowWhoseSlopesAreNoNumbersTellsNothing() {
    double[] H = {1, 0, 0, Double.NaN};
    WindowSlope slope =
        new WindowSlope(2, H, new double[2], new double[2], new double[4], new double[2][1]);

    assertThat(slope.orNothing().hessian()).containsOnly(0);
    assertThat(slope.orNothing().cost()).isEqualTo(2);
  }

  @Test
  void aWindowWhoseFirstStateHasSlopesThatAreNoNumbersTellsNothingEither() {
    Machine rod = new Rod().at(TRUTH);
    Trace trace = Pendulums.move(rod, 400, OutputErrorTest::effort, 1e-4, new SplittableRandom(0));
    Window window = Window.cut(trace, 0.4, 0.1).get(0);
    StartGuess guess = StartGuess.of(window, Pendulums.noise(1, 1e-4));
    // by so small a noise slopes are infinite, and their products no numbers
    WindowLineariser lineariser =
        new WindowLineariser(window, Pendulums.noise(1, 1e-320), guess, 1e-3);

    WindowSlope slope = lineariser.linearise(MachineSlopes.none(rod), guess.state());

    assertThat(slope.start()).containsOnly(0, 0);
  }

  @Test
  void whatTheDataDoNotTellHasNoSmallSigma() {
    // a joint that never moves: its friction holds it
    Trace still = Pendulums.move(
        Pendulums.chain(1, 5, 0.1), 1000, (t, i) -> 0.5, 1e-4, new SplittableRandom(1));

    OutputErrorFit fit = new OutputError(
            new Rod(), Window.cut(still, 0.4, 0.1), OutputErrorSettings.defaults())
        .fit(Pendulums.noise(1, 1e-4));

    assertThat(fit.sigma("damping")).isGreaterThan(0.1);
  }
}
