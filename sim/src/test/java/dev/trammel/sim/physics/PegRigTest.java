package dev.trammel.sim.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The rig against MuJoCo and Bullet in double precision; 0.5 mm clearance per side. */
class PegRigTest {

  private static final int MIDDLE = 1700;

  @Test
  void anAlignedPegGoesIn() throws IOException {
    PegRig rig = new PegRig(0);
    rig.runTo(PegRig.STEPS);

    System.out.printf("peg rig, aligned: depth %.3f mm (24.87 ± 0.1)%n", 1e3 * rig.depth());
    assertThat(1e3 * rig.depth()).isCloseTo(24.87, within(0.1));
  }

  @Test
  void aPegThatIsOffJamsOnTheRim() throws IOException {
    PegRig rig = new PegRig(0.8e-3);
    double deepest = 0;
    for (int k = 1; k <= PegRig.STEPS; k++) {
      rig.runTo(k);
      deepest = Math.max(deepest, rig.depth());
    }

    System.out.printf("peg rig, 0.8 mm off: depth %.3f mm (below 0.3)%n", 1e3 * deepest);
    assertThat(1e3 * deepest).isLessThan(0.3);
  }

  @Test
  void aPegOnTheTopPressesAsTheSpringSays() throws IOException {
    PegRig rig = new PegRig(3e-3);
    rig.runTo(1500);
    double force = rig.meanForceTo(PegRig.STEPS);

    System.out.printf("peg rig, 3 mm off: mean force %.2f N (19.9 ± 0.5)%n", force);
    assertThat(force).isCloseTo(19.9, within(0.5));
  }

  @Test
  void aStateRestoredInContactGoesOnWithTheSameBits() throws IOException {
    PegRig whole = new PegRig(0.8e-3);
    whole.runTo(MIDDLE);
    SimulationState middle = whole.simulation.state();
    whole.runTo(PegRig.STEPS);

    PegRig again = new PegRig(0.8e-3);
    again.resume(middle, MIDDLE);
    again.runTo(PegRig.STEPS);

    SimulationState end = whole.simulation.state();
    assertThat(again.simulation.state().positions()).containsExactly(end.positions());
    assertThat(again.simulation.state().velocities()).containsExactly(end.velocities());
  }

  @Test
  void twoThreadsGiveTheSameBits() throws Exception {
    double[] alone = finalPositions();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<double[]> task = PegRigTest::finalPositions;
      for (Future<double[]> other : threads.invokeAll(List.of(task, task))) {
        assertThat(other.get()).containsExactly(alone);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theBitsAreTheSameOnEveryJava() throws IOException {
    PegRig rig = new PegRig(0.8e-3);
    rig.runTo(PegRig.STEPS);
    long hash = 0;
    for (double position : rig.simulation.state().positions()) {
      hash = 31 * hash + Double.doubleToRawLongBits(position);
    }
    assertThat(hash).isEqualTo(-4232504373273937795L);
  }

  private static double[] finalPositions() throws IOException {
    PegRig rig = new PegRig(3e-3);
    rig.runTo(PegRig.STEPS);
    return rig.simulation.state().positions();
  }
}
