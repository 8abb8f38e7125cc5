package dev.trammel.hardware.fault;

import java.util.SplittableRandom;

/**
 * What happens to one message. It depends on nothing but the proxy's seed and which message it is:
 * the n-th on a topic, one way, of one client. Threads and clocks have no say.
 *
 * @param lateMillis how much later it comes [ms]
 */
record Fate(boolean dropped, boolean duplicated, boolean heldBack, double lateMillis) {

  static final Fate NONE = new Fate(false, false, false, 0);

  /**
   * @param who names the way, the client and the topic
   * @param count of messages there before this one
   */
  static Fate of(FaultRule rule, long seed, String who, long count) {
    SplittableRandom random =
        new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (who.hashCode() * 0x100000001L + count));
    boolean dropped = random.nextDouble() < rule.drop();
    boolean duplicated = random.nextDouble() < rule.duplicate();
    boolean heldBack = random.nextDouble() < rule.reorder();
    double late = rule.delayMillis() + rule.jitterMillis() * random.nextDouble();
    return new Fate(
        dropped, duplicated, heldBack, heldBack ? late + FaultRule.HELD_BACK_MILLIS : late);
  }
}
