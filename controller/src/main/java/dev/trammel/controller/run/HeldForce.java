package dev.trammel.controller.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleFunction;

/**
 * The greatest force that is held often enough. It is doubled until it is not, or halved until it
 * is, and what lies between is halved on a scale of sixteen equal ratios to the factor two, to 4.4 %.
 * So forces are the same few numbers whoever is pushed.
 *
 * @param force greatest that was held, with all smaller ones that were tried [N]; 0 if none was,
 *     NaN if episodes do not even succeed undisturbed
 * @param tried without force first, then ascending
 */
public record HeldForce(double force, List<Rung> tried) {

  private static final int RATIOS = 16;

  /** Most doublings and halvings of the first force. */
  private static final int MOST = 10;

  /**
   * Pushes of one force.
   *
   * @param force [N]
   */
  public record Rung(double force, int successes) {}

  public HeldForce {
    tried = tried.stream().sorted(Comparator.comparingDouble(Rung::force)).toList();
  }

  /** Whether the greatest force that was tried is held, so that more may be. */
  public boolean isAtLeast() {
    return force > 0 && force == tried.get(tried.size() - 1).force();
  }

  /** Whether even the least force that was tried is lost, so that less may be held. */
  public boolean isBelowLeast() {
    return force == 0;
  }

  /** The least force that was tried [N]; NaN if none was. */
  public double least() {
    return tried.stream()
        .mapToDouble(Rung::force)
        .filter(size -> size > 0)
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * Searches.
   *
   * @param first force that is tried [N]
   * @param needed successes
   * @param trial successes under a force, or nothing if it was told to stop
   * @return nothing if it was told to stop
   */
  public static Optional<HeldForce> search(
      double first, int needed, DoubleFunction<OptionalInt> trial) {
    return new Search(first, needed, trial).run();
  }

  private static final class Search {

    private final double first;
    private final int needed;
    private final DoubleFunction<OptionalInt> trial;
    private final List<Rung> tried = new ArrayList<>();
    private boolean stopped;

    Search(double first, int needed, DoubleFunction<OptionalInt> trial) {
      this.first = first;
      this.needed = needed;
      this.trial = trial;
    }

    Optional<HeldForce> run() {
      double found = holds(0) ? greatest() : Double.NaN;
      return stopped ? Optional.empty() : Optional.of(new HeldForce(found, tried));
    }

    private double greatest() {
      int step = holdsAt(0) ? RATIOS : -RATIOS;
      int last = 0;
      while (!stopped && holdsAt(last + step) == step > 0) {
        last += step;
        if (Math.abs(last) == MOST * RATIOS) {
          return step > 0 ? at(last) : 0;
        }
      }
      int held = step > 0 ? last : last + step;
      int lost = held + RATIOS;
      while (!stopped && lost - held > 1) {
        int middle = (held + lost) / 2;
        if (holdsAt(middle)) {
          held = middle;
        } else {
          lost = middle;
        }
      }
      return at(held);
    }

    private double at(int ratios) {
      return first * StrictMath.pow(2, (double) ratios / RATIOS);
    }

    private boolean holdsAt(int ratios) {
      return holds(at(ratios));
    }

    private boolean holds(double force) {
      Optional<Rung> known =
          tried.stream().filter(rung -> rung.force() == force).findAny();
      if (known.isPresent()) {
        return known.get().successes() >= needed;
      }
      OptionalInt successes = stopped ? OptionalInt.empty() : trial.apply(force);
      stopped = successes.isEmpty();
      successes.ifPresent(count -> tried.add(new Rung(force, count)));
      return !stopped && successes.getAsInt() >= needed;
    }
  }
}
