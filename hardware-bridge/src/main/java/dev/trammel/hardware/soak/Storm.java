package dev.trammel.hardware.soak;

import java.util.List;
import java.util.SplittableRandom;

/** Draws a fault, lets it happen, waits a little, and draws the next. */
final class Storm extends Pausing {

  /** Between two faults; most episodes should come to their end [ms]. */
  private static final int LEAST_CALM = 300;

  private static final int MOST_CALM = 8000;

  private final List<Mischief> kinds;
  private final Scene scene;
  private final SplittableRandom random;
  private final Counts counts;

  Storm(String name, List<Mischief> kinds, Scene scene, SplittableRandom random, Counts counts) {
    super(name, scene.diary());
    this.kinds = kinds;
    this.scene = scene;
    this.random = random;
    this.counts = counts;
  }

  @Override
  void work() throws InterruptedException {
    doze(random.nextInt(LEAST_CALM, MOST_CALM));
    if (isAskedToPause()) {
      return;
    }
    Mischief kind = kinds.get(random.nextInt(kinds.size()));
    scene.diary().note("FAULT INJECTED: " + kind);
    kind.happen(scene, random);
    scene.diary().note("over: " + kind);
    counts.add(kind.name());
  }
}
