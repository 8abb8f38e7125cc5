package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  /** Prints what there is, fastest first. */
  static final class Names {

    public static void main(String[] arguments) {
      System.out.print(Kernels.available().stream().map(Kernels::name).toList());
    }
  }

  private static String namesUnder(String... options) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(options));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), Names.class.getName()));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out;
  }

  @Test
  void withoutTheModuleThereAreRows() throws Exception {
    assertThat(namesUnder()).isEqualTo("[rows]");
  }

  @Test
  void narrowerVectorsAreOtherKernels() throws Exception {
    assumeTrue(Kernels.find("vector-512").isPresent() && isX86(), "needs 512-bit vectors");

    assertThat(namesUnder("--add-modules", "jdk.incubator.vector", "-XX:UseAVX=2"))
        .isEqualTo("[vector-256, rows]");
  }

  @Test
  void vectorsOfOneOrTwoLanesAreNotUsedAndSumsThatRoundTwiceHaveAnotherName() throws Exception {
    assumeTrue(isX86(), "needs an x86 processor");

    assertThat(namesUnder("--add-modules", "jdk.incubator.vector", "-XX:UseAVX=0"))
        .isEqualTo("[rows-unfused]");
  }

  @Test
  void everyNameFindsItsKernelsAndTheFirstIsTheBest() {
    assertThat(Kernels.available()).isNotEmpty().allSatisfy(kernels -> {
      assertThat(Kernels.named(kernels.name())).isSameAs(kernels);
    });
    assertThat(Kernels.best()).isSameAs(Kernels.available().get(0));
    assertThat(Kernels.find("rows")).isPresent();
  }

  @Test
  void aNameThatIsNotHereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> Kernels.named("abacus"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there are no kernels 'abacus' here, only ")
        .hasMessageContaining("rows; ");
  }

  private static boolean isX86() {
    return System.getProperty("os.arch").equals("amd64");
  }
}
