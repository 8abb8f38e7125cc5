package dev.trammel.controller.linalg.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class VectorBlocksTest {

  private static final Path SOURCE =
      Path.of("src/main/java/dev/trammel/controller/linalg/vector/VectorBlocks.java");

  @Test
  void theSourceIsWhatTheGeneratorWrites() throws IOException {
    assertThat(SOURCE).hasContent(VectorBlocksGenerator.text());
    assertThat(Files.readString(SOURCE)).contains("multiply8x3");
  }

  @Test
  void theSourcesForNetworksAreWhatTheirGeneratorsWrite() throws IOException {
    assertThat(SOURCE.resolveSibling("VectorLayers.java")).hasContent(VectorLayersGenerator.text());
  }

  /** Calls every block so often that C1 compiles it. */
  static final class EveryBlock {

    private static final int CALLS = 300;
    private static final int INNER = 5;

    public static void main(String[] arguments) {
      double[][] rows = new double[8][4 * VectorBlocks.L];
      double[][] out = new double[8][4 * VectorBlocks.L];
      for (int call = 0; call < CALLS; call++) {
        for (int height : new int[] {8, 7, 4, 1}) {
          for (int width = 1; width <= 3; width++) {
            int columns = width * VectorBlocks.L;
            VectorBlocks.multiply(height, columns, rows, 0, rows, 0, INNER, out);
            VectorBlocks.add(height, columns, rows, rows, 0, rows, 0, INNER, out);
            VectorBlocks.addScaled(height, columns, rows, 1, rows, rows, 0, rows, 0, INNER, out);
          }
        }
        for (int width = 1; width <= 4; width++) {
          VectorCombinations.combine(4, width, rows[0], rows, 0, rows, 0, INNER, out);
          VectorCombinations.combine(1, width, rows[0], rows, 0, rows, 0, INNER, out);
        }
        VectorBlocks.combine1(rows[0], rows[0], rows, 0, INNER, out[0]);
        VectorBlocks.combine2(rows[0], rows[0], rows, 0, INNER, out[0]);
        VectorBlocks.combine3(rows[0], rows[0], rows, 0, INNER, out[0]);
        long[] weights = new long[INNER * VectorLayers.rowLength(15 * VectorBlocks.L)];
        double[] layer = new double[15 * VectorBlocks.L];
        VectorLayers.sum(layer, weights, rows[0], INNER, layer);
        VectorUnits.tanh(layer);
        VectorUnits.relu(layer);
        VectorUnits.chainTanh(layer, layer);
        VectorUnits.chainRelu(layer, layer);
        VectorUnits.adam(rows[0], layer, layer, layer, layer);
        VectorBlocks.copy(rows[0], 0, 7, out[0]);
        VectorBlocks.sweep(out, 7, 0, rows[0], rows[1]);
      }
      System.out.println("done");
    }
  }

  @Test
  void noBlockIsTooLargeForTheFirstCompiler() throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:TieredStopAtLevel=3",
            "-Xbatch",
            "-XX:+PrintCompilation",
            "-cp",
            System.getProperty("java.class.path"),
            EveryBlock.class.getName())
        .redirectErrorStream(true)
        .start();
    String compiled = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(compiled).contains("VectorBlocks::multiply8x3", "VectorLayers::sum8", "done");
    assertThat(compiled.lines()).noneMatch(line -> line.contains("COMPILE SKIPPED"));
  }
}
