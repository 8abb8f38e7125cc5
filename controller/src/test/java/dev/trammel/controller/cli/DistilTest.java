package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.cli.Trammel.Ended;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One policy from many teachers, with {@code distil}. */
class DistilTest {

  private static final String RUN = "runs/sled-001";

  @TempDir
  private static Path folder;

  private static Trammel trammel;

  @BeforeAll
  static void train() throws Exception {
    trammel = new Trammel(folder);
    trammel.run("train", "sled", "--set", "algorithm.budget.iterations=2");
    trammel.run("train", "sled", "--seed", "1", "--set", "algorithm.budget.iterations=2");
    String sled = Files.readString(folder.resolve("tasks/sled.yaml"));
    Files.writeString(
        folder.resolve("tasks/blind.yaml"),
        sled + "policy:\n  observes:\n    - {joint: slide, measures: position}\n");
    Files.writeString(
        folder.resolve("tasks/swapped.yaml"),
        sled.replaceAll("(.*measures: position.*\n)(.*measures: velocity.*\n)", "$2$1"));
    policy(1, 1).write(folder.resolve("a.policy"));
    policy(2, 1).write(folder.resolve("b.policy"));
    policy(3, 4).write(folder.resolve("narrow.policy"));
    MlpPolicy.random(3, List.of(), 1, Activation.TANH, 1).write(folder.resolve("three.policy"));
  }

  /** Affine in what it sees. */
  private static MlpPolicy policy(long seed, double variance) {
    MlpPolicy policy = MlpPolicy.random(2, List.of(), 1, Activation.TANH, seed);
    return policy.withCovariance(CommonOps_DDRM.diag(variance));
  }

  @Test
  void localControllersOfTwoRunsTeachOnePolicy() throws Exception {
    Ended distil = trammel.run("distil", RUN, "runs/sled-002", "--out", "local.policy", "--json");

    assertThat(distil.code()).as(distil.err()).isZero();
    // 10 episodes of 30 steps in each of 2 conditions of 2 runs
    assertThat(distil.json())
        .containsEntry("episodes", 40)
        .containsEntry("samples", 1200)
        .containsEntry("observations", 2);
    assertThat(number(distil, "held_out_loss")).isLessThan(1);
    Ended evaluate = trammel.run("evaluate", RUN, "--policy", "local.policy", "--json");
    assertThat(evaluate.json()).containsEntry("episodes", 40);
    assertThat(number(evaluate, "success_rate")).isGreaterThan(0.5);
    assertThat(MlpPolicy.read(folder.resolve("local.policy")).hiddenSizes())
        .containsExactly(64, 64);
  }

  @Test
  void theSameSeedGivesTheSameBits() throws Exception {
    String[] command = {"distil", RUN, "--epochs", "5", "--seed", "3", "--force", "--json", "-o"};

    Ended one = trammel.run(with(command, "one.policy"));
    Ended other = trammel.run(with(command, "other.policy"));

    assertThat(one.code()).as(one.err()).isZero();
    assertThat(Files.readAllBytes(folder.resolve("one.policy")))
        .isEqualTo(Files.readAllBytes(folder.resolve("other.policy")));
    assertThat(other.json()).containsEntry("sha256", one.json().get("sha256"));
  }

  @Test
  void twoPoliciesTeachTheirMeanWeightedByPrecisionAndWeight() throws Exception {
    Ended distil = trammel.run(
        "distil",
        RUN,
        "--teacher",
        "a.policy*0.5",
        "--teacher",
        "narrow.policy*6",
        "--hidden",
        "16",
        "--epochs",
        "400",
        "--out",
        "mean.policy",
        "--json");

    assertThat(distil.code()).as(distil.err()).isZero();
    // where all episodes of one condition began
    double[] o = {0.5, 0};
    // 0.5 over a variance of 1 against 6 over one of 4
    double expected = 0.25 * mean("a.policy", o) + 0.75 * mean("narrow.policy", o);
    assertThat(mean("mean.policy", o)).isCloseTo(expected, within(0.01));
    double variance = MlpPolicy.read(folder.resolve("mean.policy")).covariance().get(0, 0);
    assertThat(1 / variance).isCloseTo((0.5 * 1 + 6 * 0.25) / 6.5, within(1e-9));
  }

  @Test
  void aWarmStartThatKnowsItsTeacherHasNothingToLearn() throws Exception {
    trammel.run("distil", RUN, "--teacher", "a.policy", "-o", "again.policy", "--epochs", "100");

    Ended distil = trammel.run(
        "distil",
        RUN,
        "--teacher",
        "again.policy",
        "--warm-start",
        "again.policy",
        "--out",
        "still.policy",
        "--json");

    assertThat(distil.code()).as(distil.err()).isZero();
    assertThat(number(distil, "training_loss")).isLessThan(1e-12);
    assertThat(distil.json()).containsEntry("best_epoch", 0);
  }

  @Test
  void whatAnotherTaskSeesCanBeLearnedFromControllersThatSeeAll() throws Exception {
    Ended distil = trammel.run(
        "distil", RUN, "--sees", "blind", "--epochs", "3", "--out", "blind.policy", "--json");

    assertThat(distil.code()).as(distil.err()).isZero();
    assertThat(distil.json()).containsEntry("observations", 1);
  }

  @Test
  void localControllersAndAPolicyTeachTogether() throws Exception {
    Ended distil = trammel.run(
        "distil",
        RUN,
        "--teacher",
        "local",
        "--teacher",
        "b.policy*0.1",
        "--newest",
        "2",
        "--epochs",
        "3",
        "--out",
        "both.policy",
        "--json");

    assertThat(distil.code()).as(distil.err()).isZero();
    assertThat(distil.json()).containsEntry("episodes", 4).containsEntry("samples", 240);
  }

  @Test
  void plansOnWhatWasLearnedTeachAPolicyThatActsAlone() throws Exception {
    String process = "algorithm.model={type: gaussian-process, points: 60}";
    String confirmed = "algorithm.budget.confirmations=1";
    String[] train = {"train", "sled", "--algorithm", "mpc-gps", "--out", "runs/planned"};
    Ended run = trammel.run(with(train, "--set", process, "--set", confirmed));
    assertThat(run.code()).as(run.err()).isZero();
    String[] command = {"distil", "runs/planned", "--teacher", "mpc", "--rounds", "2", "--json"};

    Ended distil = trammel.run(with(command, "--episodes", "4", "--out", "planned.policy"));

    assertThat(distil.code()).as(distil.err()).isZero();
    assertThat(distil.json()).containsEntry("episodes", 16).containsEntry("samples", 480);
    Ended evaluate = trammel.run("evaluate", "runs/planned", "--policy", "planned.policy");
    assertThat(evaluate.code()).as(evaluate.out() + evaluate.err()).isZero();
    Ended again =
        trammel.run(with(command, "--episodes", "4", "--threads", "1", "-o", "replanned.policy"));
    assertThat(again.json()).containsEntry("sha256", distil.json().get("sha256"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '§', textBlock = """
      evaluate runs/sled-001 --controller mpc --policy x.policy § the run learned; leave --policy out
      evaluate runs/sled-001 --policy missing.policy § --policy: no such file: missing.policy
      distil runs/sled-001 -o x.policy --rounds 2 § need --teacher mpc: nobody else drives
      distil runs/sled-001 -o x.policy --teacher mpc --rounds 0 § --rounds must be at least 1, was 0
      distil runs/sled-001 -o x.policy --teacher mpc --price -1 § --price must be in [0, 1.0E9], was -1.0
      distil runs/sled-001 -o x.policy --teacher mpc --noise NaN § --noise must be in [0, 10.0], was NaN
      distil runs/sled-001 -o x.policy --teacher mpc --starts region § must have a region in its task
      distil --out x.policy § RUN
      evaluate runs/sled-001 --policy a.policy --controller local § --policy is no local controller
      evaluate runs/sled-001 --policy three.policy § three.policy must see 2 numbers and give 1 inputs for task sled, sees 3 and gives 1
      distil runs/sled-001 § --out
      distil nowhere -o x.policy § nowhere is not a run
      distil runs/sled-001 -o a.policy § a.policy is there already; --force replaces it
      distil runs/sled-001 -o x.policy --newest 0 § --newest must be at least 1, was 0
      distil runs/sled-001 -o x.policy --teacher a.policy*0 § a positive number, as in local*0.5, was 'a.policy*0'
      distil runs/sled-001 -o x.policy --teacher *2 § must name one before its weight, was '*2'
      distil runs/sled-001 -o x.policy --teacher none.policy § none.policy
      distil runs/sled-001 -o x.policy --teacher runs/sled-002 § the run learned no policy
      distil runs/sled-001 -o x.policy --hidden 0 § --hidden: a hidden layer's outputs must be in [1
      distil runs/sled-001 -o x.policy --activation sine § --activation must be one of relu, tanh, was 'sine'
      distil runs/sled-001 -o x.policy --warm-start a.policy § --warm-start a.policy: a warm start must be
      distil runs/sled-001 -o x.policy --teacher tasks/sled.yaml § tasks/sled.yaml
      distil runs/sled-001 -o x.policy --sees swapped § run runs/sled-001 must have the sensors of task swapped, [
      """)
  void whatCannotTeachIsRefused(String line, String message) throws Exception {
    Ended distil = trammel.run(line.split(" "));

    assertThat(distil.code()).isEqualTo(2);
    assertThat(distil.err()).contains(message).doesNotContain("Exception");
    assertThat(folder.resolve("x.policy")).doesNotExist();
  }

  private static double mean(String file, double[] o) throws IOException {
    PolicyMean mean = MlpPolicy.read(folder.resolve(file)).mean(Kernels.best());
    double[] u = new double[1];
    assertThat(mean.of(o, u)).isTrue();
    return u[0];
  }

  private static double number(Ended ended, String key) {
    return ((Number) ended.json().getOrDefault(key, Double.NaN)).doubleValue();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }
}
