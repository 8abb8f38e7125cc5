package dev.trammel.controller.learn;

import java.util.SplittableRandom;

/**
 * Derives the seed of every random draw of a run from the run's own seed, so that no draw depends
 * on how many threads there are or what ran before it.
 */
final class Seeds {

  private static final long LEARNING = 0x6C6561726E696E67L;
  private static final long EVALUATION = 0x6576616C75617465L;

  private static final long TEACHING = 0x7465616368657273L;

  private final long seed;

  /** Mixes first: the sum of a run's seed and an iteration is that of the next run and the last. */
  private Seeds(long seed) {
    this.seed = new SplittableRandom(seed).nextLong();
  }

  static Seeds ofLearning(long runSeed) {
    return new Seeds(runSeed ^ LEARNING);
  }

  static Seeds ofEvaluation(long seed) {
    return new Seeds(seed ^ EVALUATION);
  }

  static Seeds ofTeaching(long seed) {
    return new Seeds(seed ^ TEACHING);
  }

  /** The seed of one episode. */
  long episode(int iteration, int condition, int episode) {
    long mixed = seed;
    for (int part : new int[] {iteration, condition, episode}) {
      mixed = new SplittableRandom(mixed + part).nextLong();
    }
    return mixed;
  }

  /** The seed of what is computed from an iteration's episodes. */
  long computation(int iteration) {
    return episode(iteration, -1, 0);
  }
}
