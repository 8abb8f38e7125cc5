package dev.trammel.controller.mpc;

import dev.trammel.controller.control.RealTime;
import org.ejml.data.DMatrixRMaj;

/**
 * What a plan believes the body to do, one control interval after another: x′ = f(t, x, u). Nothing
 * allocates, for one thread.
 */
public interface HorizonModel {

  /** T; times from T on use the model of T−1. */
  int steps();

  /** n. */
  int stateSize();

  /** m. */
  int inputSize();

  /**
   * The expected next state.
   *
   * @param t at least 0
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param next n×1; modified
   * @return false where the model has no finite answer; {@code next} is then undefined
   */
  @RealTime
  boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next);

  /**
   * The model about a point, in absolute terms: x′ = F (x, u) + f.
   *
   * @param t at least 0
   * @param x n×1; not modified
   * @param u m×1; not modified
   * @param F n×(n+m), the state's columns first; modified
   * @param f n×1; modified
   * @return false where the model has no finite answer; {@code F} and {@code f} are then undefined
   */
  @RealTime
  boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f);

  /** Whether a step's F and f are the same at every point, now and later, and always finite. */
  default boolean isAffine() {
    return false;
  }
}
