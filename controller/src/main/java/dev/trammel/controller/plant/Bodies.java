package dev.trammel.controller.plant;

import java.util.function.Consumer;
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

  /**
   * Whether they make time pass by themselves, as simulated ones do with each action; else the
   * control loop begins its cycles by the clock of this computer.
   */
  default boolean keepTime() {
    return true;
  }

  /** One of them is open now, and nothing was asked of it yet. */
  default void opened(Plant body) {
    // nobody is told
  }

  /**
   * A body of which there is one in the world.
   *
   * @param keepsTime whether it makes cycles wait until they are due
   * @param opened is told of it once it is open
   */
  static Bodies single(Supplier<Plant> body, boolean keepsTime, Consumer<Plant> opened) {
    return new Bodies() {

      @Override
      public Plant next() {
        return body.get();
      }

      @Override
      public int most() {
        return 1;
      }

      @Override
      public boolean keepTime() {
        return keepsTime;
      }

      @Override
      public void opened(Plant opening) {
        opened.accept(opening);
      }
    };
  }
}
