package dev.trammel.controller.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

  /** Other processors than x86 have no flag for its vectors. */
  private static final String IGNORE = "-XX:+IgnoreUnrecognizedVMOptions";

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
    boolean narrower = isX86() && Kernels.best().name().startsWith("vector-");

    assertThat(namesUnder("--add-modules", "jdk.incubator.vector", IGNORE, "-XX:UseAVX=2"))
        .isEqualTo(narrower ? "[vector-256, rows]" : names());
  }

  @Test
  void vectorsOfOneOrTwoLanesAreNotUsedAndSumsThatRoundTwiceHaveAnotherName() throws Exception {
    assertThat(namesUnder("--add-modules", "jdk.incubator.vector", IGNORE, "-XX:UseAVX=0"))
        .isEqualTo(isX86() ? "[rows-unfused]" : names());
  }

  private static String names() {
    return Kernels.available().stream().map(Kernels::name).toList().toString();
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
