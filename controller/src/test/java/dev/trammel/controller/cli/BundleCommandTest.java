package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.run.RunInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleCommandTest {

  private static final String RUN = "runs/sled-001";
  private static final String GUIDED = "runs/guided";
  private static final String MDGPS =
      "algorithm={type: mdgps, excitation: {episodes: 3}, budget: {iterations: 1},"
          + " model: {type: gaussian-process, points: 60}, guided: {confirmations: 0,"
          + " network: {hidden: [16], epochs: 40}}}";

  /** RFC 8032, 7.1, tests 1 and 2. */
  private static final Map<String, String> KEYS = Map.of(
      "key.pem",
      pem("PRIVATE", "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"),
      "public.pem",
      pem("PUBLIC", "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
      "other.pem",
      pem("PUBLIC", "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="));

  @TempDir
  private static Path folder;

  private static Trammel trammel;

  private static String pem(String kind, String base64) {
    return "-----BEGIN " + kind + " KEY-----\n" + base64 + "\n-----END " + kind + " KEY-----\n";
  }

  @BeforeAll
  static void train() throws Exception {
    trammel = new Trammel(folder);
    trammel.run("train", "sled", "--set", "algorithm.budget.iterations=1");
    for (Map.Entry<String, String> key : KEYS.entrySet()) {
      Files.writeString(folder.resolve(key.getKey()), key.getValue());
    }
    trammel.run("train", "sled", "-o", GUIDED, "--set", MDGPS);
    MlpPolicy.random(3, List.of(), 1, Activation.TANH, 1).write(folder.resolve("three.policy"));
    MlpPolicy.random(2, List.of(), 1, Activation.TANH, 1).write(folder.resolve("other.policy"));
    String distil = "distil " + RUN + " --teacher local*2 --teacher other.policy"
        + " --epochs 2 --out sled.policy";
    assertThat(trammel.run(distil.split(" ")).code()).isZero();
    Ended made = trammel.run("bundle", RUN, "--out", "sled.trammel", "--sign", "key.pem", "--json");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.err())
        .contains("Bundle: sled.trammel, local controllers of right, left for task sled, signed");
    assertThat(made.json()).containsEntry("signed", true).containsKey("sha256");
  }

  @Test
  void whatIsInABundleIsShownToPeople() throws Exception {
    Ended shown = trammel.run("bundle", "--show", "sled.trammel", "--trust", "public.pem");

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("Local controllers of right, left for task sled, signed")
        .contains("period       0.05 s, 30 steps")
        .contains("sensors      slide [m]\n               slide velocity [m/s]\n")
        .contains("actuators    slide [N] from -5.0 to 5.0")
        .contains("safe action  damping, gains [1.0]")
        .contains("run          seed 0, begun 20")
        .contains("signature    Ed25519, of the key public.pem")
        .containsPattern("parts +manifest.json, \\d+ bytes\n +task/task.yaml, ");
  }

  @Test
  void aDistilledPolicyIsBundledAsWhatItIs() throws Exception {
    Ended made = trammel.run(
        "bundle", RUN, "--policy", "sled.policy", "--out", "distilled.trammel", "--json");
    Ended shown = trammel.run("bundle", "--show", "distilled.trammel");

    assertThat(made.code()).as(made.err()).isZero();
    assertThat(shown.code()).as(shown.err()).isZero();
    String digest = RunInfo.fingerprint(folder.resolve("sled.policy"));
    assertThat(shown.out())
        .contains("A policy for task sled\n")
        .contains("policy       sled.policy, of no run's\n               SHA-256 " + digest)
        .contains("teachers     local, weight 2.0\n               other.policy, weight 1.0")
        .contains("taught in    runs/sled-001, seed 0\n")
        .contains("task of run  seed 0, begun 20")
        .contains("result       none: no run evaluated this policy")
        .doesNotContain("evaluation ", "success rate");
  }

  @Test
  void aPolicyOfWhichNothingIsKnownSaysSo() throws Exception {
    trammel.run("bundle", RUN, "--policy", "other.policy", "-o", "unknown.trammel");
    Ended shown = trammel.run("bundle", "--show", "unknown.trammel");

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out()).contains("teachers     not known").contains("result       none");
  }

  @Test
  void aPolicyPutInThePlaceOfTheRunsOwnIsNotBundledWithItsResult() throws Exception {
    Path best = folder.resolve(GUIDED + "/policies/best.policy");
    byte[] own = Files.readAllBytes(best);
    Files.write(folder.resolve("own.policy"), own);
    Files.copy(folder.resolve("sled.policy"), best, StandardCopyOption.REPLACE_EXISTING);
    try {
      Ended refused = trammel.run("bundle", GUIDED, "--out", "a");
      Ended foreign = trammel.run(
          "bundle",
          GUIDED,
          "--policy",
          GUIDED + "/policies/best.policy",
          "--out",
          "foreign.trammel",
          "--json");
      Ended itsOwn =
          trammel.run("bundle", GUIDED, "--policy", "own.policy", "--out", "own.trammel", "--json");

      assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
      assertThat(refused.err())
          .contains("its policies/best.policy is not what was evaluated at the end of its training")
          .contains("--policy runs/guided/policies/best.policy");
      assertThat(foreign.code()).as(foreign.err()).isZero();
      assertThat(foreign.out()).doesNotContain("success_rate", "evaluation");
      assertThat(itsOwn.code()).as(itsOwn.err()).isZero();
      assertThat(itsOwn.out()).contains("success_rate", "evaluation");
    } finally {
      Files.write(best, own);
    }
  }

  @Test
  void aBundleIsReplacedOnlyWhenForced() throws Exception {
    Ended first = trammel.run("bundle", GUIDED, "--out", "again.trammel");
    Ended refused = trammel.run("bundle", GUIDED, "--out", "again.trammel");
    Ended forced = trammel.run("bundle", GUIDED, "--out", "again.trammel", "--force");
    Ended shown = trammel.run("bundle", "--show", "again.trammel");

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(refused.err()).contains("again.trammel is there already; --force replaces it");
    assertThat(forced.code()).as(forced.err()).isZero();
    assertThat(shown.out())
        .contains("run          seed 0, begun 20")
        .containsPattern("result       ending .*, success rate ")
        .containsPattern("evaluation   right \\d+ of 20, left \\d+ of 20\n");
  }

  @Test
  void itsBeginningCanBeReadWithoutTrammel() throws Exception {
    assertThat(folder.resolve("sled.trammel"))
        .content(StandardCharsets.ISO_8859_1)
        .startsWith("trammel-bundle 1\n")
        .containsPattern("\n[0-9a-f]{64} \\d+ task/sled.urdf\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '§', textBlock = """
          bundle | bundle needs RUN and --out FILE.trammel, or --show FILE.trammel
          bundle runs/sled-001 | bundle needs RUN and --out
          bundle nowhere --out a | nowhere is not a run
          bundle runs/sled-001 --out tasks/sled.yaml/a | tasks/sled.yaml/a: cannot be written, there is no folder tasks/sled.yaml
          bundle runs/sled-001 --out nowhere/a | nowhere/a: cannot be written, there is no folder nowhere
          bundle runs/sled-001 --out sled.trammel | sled.trammel is there already; --force replaces it
          bundle runs/sled-001 --out a --policy nowhere.policy | no such file: nowhere.policy
          bundle runs/sled-001 --out a --policy three.policy | three.policy must see 2 numbers and give 1 inputs for task sled, sees 3 and gives 1
          bundle runs/sled-001 --out a --policy sled.policy --controller local | --policy is no local controller
          bundle runs/guided --out a --controller local | run runs/guided learned one policy and has no local controllers: use --controller policy
          evaluate runs/guided --controller local | run runs/guided learned one policy and has no local controllers: use --controller policy
          distil runs/guided -o a | run runs/guided learned one policy and has no local controllers: use --controller policy (with distil, --teacher runs/guided)
          bundle runs/sled-001 --out a --controller best | --controller must be one of policy, local, mpc, was 'best'
          bundle runs/sled-001 --out a --controller policy | has no policy, policies/best.policy
          bundle runs/sled-001 --out a --condition up | task sled has no condition 'up', allowed: right, left
          bundle runs/sled-001 --out a --sign nowhere.pem | no such file: nowhere.pem
          bundle runs/sled-001 --out a --sign public.pem | public.pem must be a PEM file with a PRIVATE KEY
          bundle runs/sled-001 --out a --trust public.pem | --trust needs --show
          bundle --show sled.trammel --trust other.pem | sled.trammel must be signed with the key of other.pem, was signed with another one
          bundle --show sled.trammel --trust key.pem | key.pem must be a PEM file with a PUBLIC KEY
          bundle --show sled.trammel --out a | --show sled.trammel takes no RUN and no other option
          bundle --show tasks/sled.yaml | tasks/sled.yaml, byte 0: not a bundle of Trammel
          bundle --show nowhere | no such file: nowhere
          """)
  void wrongInputIsRefusedInOneLine(String line) throws Exception {
    String[] parts = line.split(" \\| ", 2);
    Ended refused = trammel.run(parts[0].strip().split(" "));

    assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err().lines()).first().asString().startsWith("trammel: ").contains(parts[1]);
    assertThat(refused.err()).doesNotContain("\tat ");
    assertThat(folder.resolve("a")).doesNotExist();
  }
}
