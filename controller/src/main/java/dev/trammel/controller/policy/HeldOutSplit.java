package dev.trammel.controller.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Which samples are trained on and which judge: neighbours in time are so alike that whole
 * trajectories are held out.
 *
 * @param training indices of samples; not to be modified
 * @param heldOut indices of the others; not to be modified
 */
record HeldOutSplit(int[] training, int[] heldOut) {

  /**
   * Draws the trajectories that are held out: the part asked for, but at least one and not all. None
   * if none are asked for, or there is only one.
   */
  static HeldOutSplit of(TeacherSamples samples, double part, SplittableRandom random) {
    Set<Long> seen = new LinkedHashSet<>();
    for (int i = 0; i < samples.count(); i++) {
      seen.add(samples.trajectory(i));
    }
    List<Long> trajectories = new ArrayList<>(seen);
    int count = part == 0
        ? 0
        : Math.max(1, Math.min((int) Math.round(part * seen.size()), seen.size() - 1));
    Set<Long> chosen = new HashSet<>();
    while (seen.size() > 1 && chosen.size() < count) {
      chosen.add(trajectories.remove(random.nextInt(trajectories.size())));
    }
    return new HeldOutSplit(indices(samples, chosen, false), indices(samples, chosen, true));
  }

  private static int[] indices(TeacherSamples samples, Set<Long> chosen, boolean inside) {
    return IntStream.range(0, samples.count())
        .filter(i -> chosen.contains(samples.trajectory(i)) == inside)
        .toArray();
  }

  /** The samples whose loss judges an epoch. */
  int[] judging() {
    return heldOut.length > 0 ? heldOut : training;
  }
}
