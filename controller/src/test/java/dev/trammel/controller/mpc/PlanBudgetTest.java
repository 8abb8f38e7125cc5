package dev.trammel.controller.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.mpc.PlanBudget.Piece;
import org.junit.jupiter.api.Test;

class PlanBudgetTest {

  private static final double DEADLINE = 1e-3;
  private static final long MICROS = 1_000;

  private long nanos;
  private final PlanBudget budget = new PlanBudget(DEADLINE, () -> nanos);

  @Test
  void planWhosePiecesWouldEndTooLateIsNotBegun() {
    take(Piece.EXPANSION, 300);
    take(Piece.SWEEP, 400);
    budget.begin();
    assertThat(budget.allowsPlan(1)).isTrue();

    nanos += 200 * MICROS;

    assertThat(budget.allowsPlan(1)).isFalse();
    assertThat(budget.hasRefused()).isTrue();
    assertThat(budget.allows(Piece.SWEEP, 1)).isTrue();
  }

  @Test
  void whatShortHorizonsTakeIsCountedByStep() {
    budget.begin();
    long from = budget.now();
    nanos += 100 * MICROS;
    budget.learn(Piece.SWEEP, from, 5);

    budget.begin();
    assertThat(budget.allows(Piece.SWEEP, 40)).isTrue();
    assertThat(budget.allows(Piece.SWEEP, 50)).isFalse();
  }

  @Test
  void cycleInWhichNothingWasBegunIsNoOverrunOfPlanning() {
    budget.begin();
    nanos += 5_000 * MICROS;
    assertThat(budget.isOverrun()).isFalse();

    budget.begin();
    budget.now();
    nanos += 5_000 * MICROS;
    assertThat(budget.isOverrun()).isTrue();
  }

  @Test
  void whatADisturbedHostTaughtIsUnlearnedWhereTheMedianWouldFit() {
    for (int i = 0; i < 100; i++) {
      take(Piece.SWEEP, 400);
    }
    for (int i = 0; i < 15; i++) {
      take(Piece.SWEEP, 5_000);
    }

    assertThat(refusals(1_000)).isBetween(1, 200);
  }

  @Test
  void slowSpellOfTheHostDoesNotOutlastItself() {
    for (int i = 0; i < 1_000; i++) {
      take(Piece.SWEEP, 300);
    }

    int begunWhileSlow = begun(20_000, 2_000);
    int begunAfterwards = begun(20_000, 300);

    // while it lasts, hardly anything is begun that ends too late
    assertThat(begunWhileSlow).isBetween(1, 20_000 / 50);
    assertThat(begunAfterwards).isGreaterThan(19_000);
  }

  @Test
  void pieceThatIsUsuallyTooLongIsNeverBegunAgain() {
    for (int i = 0; i < 100; i++) {
      take(Piece.SWEEP, 1_100);
    }

    assertThat(refusals(10_000)).isEqualTo(10_000);
  }

  @Test
  void rehearsalRefusesNothingAndForgetsWhatColdCodeTook() {
    take(Piece.SWEEP, 50_000);
    budget.rehearse(true);
    take(Piece.SWEEP, 90_000);
    assertThat(budget.allows(Piece.SWEEP, 1)).isTrue();

    budget.rehearse(true);
    take(Piece.SWEEP, 100);
    budget.rehearse(false);
    budget.begin();

    assertThat(budget.allows(Piece.SWEEP, 1)).isTrue();
    nanos += 900 * MICROS;
    assertThat(budget.allows(Piece.SWEEP, 1)).isFalse();
  }

  private void take(Piece piece, long micros) {
    budget.begin();
    long from = budget.now();
    nanos += micros * MICROS;
    budget.learn(piece, from, 1);
  }

  /** Sweeps of so many cycles, each of which takes so long where it is allowed. */
  private int begun(int cycles, long micros) {
    int begun = 0;
    for (int i = 0; i < cycles; i++) {
      budget.begin();
      if (budget.allows(Piece.SWEEP, 1)) {
        take(Piece.SWEEP, micros);
        begun++;
      }
    }
    return begun;
  }

  /** Cycles until a sweep is allowed. */
  private int refusals(int most) {
    for (int i = 0; i < most; i++) {
      budget.begin();
      if (budget.allows(Piece.SWEEP, 1)) {
        return i;
      }
    }
    return most;
  }
}
