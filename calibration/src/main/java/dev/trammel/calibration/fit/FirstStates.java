package dev.trammel.calibration.fit;

/**
 * Looks for the first state of a window by which a machine foretells its readings best: Gauss and
 * Newton's method with steps that are halved until they help, from the readings' own guess on. Where
 * dry friction makes that stop on a kink, joints of which readings do not tell whether they rest are
 * tried at rest and sliding either way.
 */
final class FirstStates {

  private static final int PASSES = 12;
  private static final int HALVINGS = 5;

  /** A pass that gains less than this share of the cost is the last. */
  private static final double TOLERANCE = 1e-4;

  private final WindowLineariser lineariser;
  private final StartGuess guess;
  private final Machine machine;

  FirstStates(WindowLineariser lineariser, StartGuess guess, Machine machine) {
    this.lineariser = lineariser;
    this.guess = guess;
    this.machine = machine;
  }

  /**
   * Where a window begins.
   *
   * @param state 2n
   * @param cost ½|r|² of it
   */
  record Found(double[] state, double cost) {}

  /** From where the readings say that it is. */
  Found search() {
    return search(guess.state());
  }

  /**
   * From anywhere.
   *
   * @param from 2n; not modified
   */
  Found search(double[] from) {
    Found best = descend(from);
    int n = machine.joints();
    for (int joint = 0; joint < n; joint++) {
      if (guess.isSlow(joint)) {
        best = freed(best, n + joint);
      }
    }
    return best;
  }

  /** With the rate of a joint that may rest as it is, or 0, or either way. */
  private Found freed(Found found, int rate) {
    Found best = found;
    double slow = guess.sigma(rate);
    for (double other : new double[] {0, slow, -slow}) {
      if (other != found.state()[rate]) {
        double[] from = found.state().clone();
        from[rate] = other;
        Found there = descend(from);
        best = there.cost() < best.cost() ? there : best;
      }
    }
    return best;
  }

  private Found descend(double[] from) {
    return descend(new Found(from.clone(), lineariser.cost(machine, from)));
  }

  /** By Gauss and Newton's method alone. */
  Found descend(Found from) {
    Found here = from;
    for (int pass = 0; pass < PASSES && Double.isFinite(here.cost()); pass++) {
      double[] step =
          lineariser.linearise(MachineSlopes.none(machine), here.state()).start();
      Found next = along(here, step);
      boolean isLast = here.cost() - next.cost() <= TOLERANCE * here.cost();
      here = next;
      if (isLast) {
        break;
      }
    }
    return here;
  }

  private Found along(Found here, double[] step) {
    double share = 1;
    for (int halving = 0; halving < HALVINGS; halving++, share /= 2) {
      double[] next = here.state().clone();
      for (int i = 0; i < next.length; i++) {
        next[i] -= share * step[i];
      }
      double cost = lineariser.cost(machine, next);
      if (cost < here.cost()) {
        return new Found(next, cost);
      }
    }
    return here;
  }
}
