package dev.trammel.calibration.command;

import dev.trammel.calibration.procedure.Procedure;
import dev.trammel.controller.calibration.CalibrationStore;
import java.util.List;
import java.util.function.Supplier;

/**
 * A procedure as the command line offers it. Options that it alone has are fields annotated for
 * picocli in the class that implements this.
 */
public interface Question {

  /** As the command line calls it. */
  String name();

  /** For the help, a few sentences. */
  String description();

  /** Whole command lines but for {@code trammel calibrate NAME}. */
  default List<String> examples() {
    return List.of("--device mqtt://localhost/arm1", "--device sim --task pendulum-swingup");
  }

  /** Whether nothing else is safe before all of it has passed. */
  default boolean mustPass() {
    return false;
  }

  /** Whether its answers are of the robot itself, and kept in a calibration. */
  default boolean isKept() {
    return true;
  }

  /** Whether it is about what is known before, which it may refute. */
  default boolean isOfCalibration() {
    return false;
  }

  /** What is known of the robot while it is asked, unless the options say something else. */
  default String usuallyKnown() {
    return CalibrationStore.LATEST;
  }

  /** What asks it, by the options given. */
  Procedure procedure();

  /** A procedure without options of its own. */
  static Question of(String description, Supplier<Procedure> made) {
    String name = made.get().name();
    return new Question() {

      @Override
      public String name() {
        return name;
      }

      @Override
      public String description() {
        return description;
      }

      @Override
      public Procedure procedure() {
        return made.get();
      }
    };
  }
}
