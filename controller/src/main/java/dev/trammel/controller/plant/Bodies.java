package dev.trammel.controller.plant;

import java.util.function.Supplier;

/** Where bodies come from. May be asked from any thread. */
@FunctionalInterface
public interface Bodies {

  /** A body of its own, not yet opened. */
  Plant next();

  /** How many may be open at the same time: of simulated ones any number, of a robot one. */
  default int most() {
    return Integer.MAX_VALUE;
  }

  /** A body of which there is one in the world. */
  static Bodies single(Supplier<Plant> body) {
    return new Bodies() {

      @Override
      public Plant next() {
        return body.get();
      }

      @Override
      public int most() {
        return 1;
      }
    };
  }
}
