package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleCommandTest {

  private static final String RUN = "runs/sled-001";

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
          bundle runs/sled-001 --out tasks/sled.yaml/a | tasks/sled.yaml
          bundle runs/sled-001 --out a --controller best | --controller must be one of policy, local, was 'best'
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
