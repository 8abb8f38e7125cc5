package dev.trammel.controller.linalg.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.testing.Allocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JVM has run before decides what C2 makes of a block; none of it may make vectors objects. */
final class VectorHistoryTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3})
  void noHistoryMakesObjectsOfVectors(long seed) throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:PerMethodTrapLimit=10000",
            "-cp",
            System.getProperty("java.class.path"),
            History.class.getName(),
            Long.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(said).isEqualToIgnoringNewLines("measured 33");
  }

  /** Calls blocks in a random order, with random numbers of terms, then says which of them allocate. */
  static final class History {

    private static final int L = VectorBlocks.L;
    private static final int SIZE = 6 * L;
    private static final int MOST_TERMS = 20;
    private static final int MEASURED_CALLS = 10_000;
    private static final int[] HEIGHTS = {8, 4, 1};
    private static final int WIDEST = 3;
    private static final int FUSED = HEIGHTS.length * WIDEST;
    private static final int FUSED_CALLS = 3_000;

    /** A block, called with a number of terms. */
    private record Block(String name, IntConsumer code) {

      void run(int terms) {
        code.accept(terms);
      }
    }

    private final Random random;
    private final double[][] A;
    private final double[][] out = new double[SIZE][SIZE];
    private final List<Block> blocks = new ArrayList<>();

    private History(long seed) {
      random = new Random(seed);
      A = random
          .doubles(SIZE)
          .mapToObj(ignored -> random.doubles(SIZE).toArray())
          .toArray(double[][]::new);
      products();
      networks();
    }

    private void products() {
      for (int height : HEIGHTS) {
        for (int vectors = 1; vectors <= WIDEST; vectors++) {
          int columns = vectors * L;
          block(
              "multiply " + height + "x" + vectors,
              terms -> VectorBlocks.multiply(height, columns, A, 0, A, 0, terms, out));
        }
      }
      for (int height : HEIGHTS) {
        for (int vectors = 1; vectors <= WIDEST; vectors++) {
          int columns = vectors * L;
          block(
              "add " + height + "x" + vectors,
              terms -> VectorBlocks.add(height, columns, A, A, 0, A, 0, terms, out));
        }
      }
      for (int vectors = 1; vectors <= 2; vectors++) {
        int columns = vectors * L;
        block(
            "scaled 8x" + vectors,
            terms -> VectorBlocks.addScaled(8, columns, A, 0.5, A, A, 0, A, 0, terms, out));
      }
      for (int width = 1; width <= 4; width++) {
        int vectors = width;
        block(
            "combine 4x" + vectors,
            terms -> VectorCombinations.combine(4, vectors, A[0], A, 0, A, 0, terms, out));
      }
      block("sweep", terms -> VectorBlocks.sweep(out, L, terms % L, A[1], A[2]));
    }

    private void networks() {
      for (int vectors : new int[] {1, 2, 4, 8}) {
        double[] sums = new double[vectors * L];
        long[] weights = new long[MOST_TERMS * VectorLayers.rowLength(sums.length)];
        block("layer of " + vectors, terms -> VectorLayers.sum(sums, weights, A[0], terms, sums));
      }
      double[] z = new double[SIZE];
      block("relu", terms -> VectorUnits.relu(z));
      block("tanh", terms -> VectorUnits.tanh(z));
      block("chain of relu", terms -> VectorUnits.chainRelu(A[0], z));
      block("chain of tanh", terms -> VectorUnits.chainTanh(A[0], z));
    }

    private void block(String name, IntConsumer code) {
      blocks.add(new Block(name, code));
    }

    private int calls() {
      return (int) Math.pow(10, 1 + 3.5 * random.nextDouble());
    }

    private void live(Block block, int calls) {
      int usual = random.nextInt(MOST_TERMS);
      int others = 1 + random.nextInt(100);
      for (int call = 0; call < calls; call++) {
        block.run(random.nextInt(others) == 0 ? random.nextInt(MOST_TERMS) : usual);
      }
    }

    private long bytes(Block block) {
      int terms = 1 + random.nextInt(MOST_TERMS - 1);
      return Allocation.bytes(() -> block.run(terms), MEASURED_CALLS);
    }

    public static void main(String[] arguments) {
      History history = new History(Long.parseLong(arguments[0]));
      List<Block> order = new ArrayList<>(history.blocks);
      // fused sums alone at first: what C2 then learns of operators is wrong for all others
      for (Block block : order.subList(0, FUSED)) {
        history.live(block, FUSED_CALLS);
      }
      Collections.shuffle(order, history.random);
      for (Block block : order) {
        history.live(block, history.calls());
      }
      for (Block block : order) {
        long bytes = history.bytes(block);
        if (bytes > 0) {
          System.out.println(
              block.name() + " allocates " + bytes + " bytes in " + MEASURED_CALLS + " calls");
        }
      }
      System.out.println("measured " + order.size());
    }
  }
}
