package dev.trammel.controller.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.Training;
import dev.trammel.controller.storage.CorruptFileException;
import dev.trammel.controller.storage.Json;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.testing.SpringSled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployBundleTest {

  private static final Path NAME = Path.of("sled.trammel");

  @TempDir
  private Path folder;

  @Test
  void whatIsShippedActsAsWhatWasLearned() throws IOException {
    Path run = Bundles.run(folder.resolve("run"), 1);
    DeployBundle bundle = DeployBundle.read(NAME, Bundles.bytes(run));
    SplittableRandom random = new SplittableRandom(2);
    List<String> conditions = List.of("right", "left");

    assertThat(bundle.conditions()).isEqualTo(conditions);
    try (RunFolder learned = RunFolder.open(run)) {
      for (int t = 0; t < bundle.horizon(); t++) {
        int c = random.nextInt(2);
        Controller shipped = bundle.controller(conditions.get(c), new double[0], Kernels.best());
        double[] x = {random.nextDouble(), random.nextDouble()};
        assertThat(act(shipped, t, x))
            .isEqualTo(act(learned.controllers().local(Training.BEST, c), t, x));
      }
    }
  }

  private static double act(Controller controller, int step, double[] x) {
    StateEstimate estimate = new StateEstimate(x.length);
    estimate.mean.setData(x);
    Action action = new Action(1);
    assertThat(controller.act(estimate, step, action)).isTrue();
    return action.requested.data[0];
  }

  @Test
  void itKnowsTheRobotAndTheRunItCameFrom() throws IOException {
    DeployBundle bundle = DeployBundle.read(NAME, Bundles.bytes(Bundles.run(folder, 7)));
    Task task = SpringSled.task();

    assertThat(bundle.robot()).isEqualTo(task.plant().spec());
    assertThat(bundle.horizon()).isEqualTo(task.steps());
    assertThat(Json.write(bundle.manifest()))
        .contains("\"seed\": 7", "\"kernels\": \"rows\"", "\"solved\": true")
        .contains("\"calibration_sha256\": \"none\"", "\"unit\": \"m/s\"", "\"kind\": \"damping\"")
        .doesNotContain("wall_seconds");
  }

  @Test
  void theSameRunGivesTheSameBytes() throws IOException {
    byte[] first = Bundles.bytes(Bundles.run(folder.resolve("a"), 3));
    byte[] second = Bundles.bytes(Bundles.run(folder.resolve("b"), 3));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void oneConditionCanBeShippedAlone() throws IOException {
    try (RunFolder run = RunFolder.open(Bundles.run(folder, 1))) {
      byte[] bytes =
          DeployBundle.ofRun(run, DeployBundle.Kind.LOCAL, Optional.of("left"), Optional.empty());
      DeployBundle bundle = DeployBundle.read(NAME, bytes);

      assertThat(bundle.conditions()).containsExactly("left");
      double[] x = {1, 2};
      assertThat(act(bundle.controller("left", new double[0], Kernels.best()), 4, x))
          .isEqualTo(act(run.controllers().local(Training.BEST, 1), 4, x));
      assertThatThrownBy(() -> DeployBundle.ofRun(
              run, DeployBundle.Kind.LOCAL, Optional.of("top"), Optional.empty()))
          .isInstanceOf(UsageException.class)
          .hasMessage("task sled has no condition 'top', allowed: right, left");
    }
  }

  @Test
  void twoHundredCorruptionsAreRefused() throws IOException {
    byte[] whole = Bundles.bytes(Bundles.run(folder.resolve("a"), 1));
    byte[] other = Bundles.bytes(Bundles.run(folder.resolve("b"), 2));
    SplittableRandom random = new SplittableRandom(20);
    for (int i = 0; i < 200; i++) {
      byte[] corrupted = switch (i % 4) {
        case 0 -> Corruptions.flipped(whole, 1 + random.nextInt(4), random);
        case 1 -> Arrays.copyOf(whole, random.nextInt(whole.length));
        case 2 -> Corruptions.withPartOf(whole, other, random);
        default -> Corruptions.withPartsSwapped(whole, random);
      };
      assertThat(corrupted).isNotEqualTo(whole);
      assertThatThrownBy(() -> DeployBundle.read(NAME, corrupted))
          .as("corruption " + i)
          .isInstanceOf(CorruptFileException.class)
          .hasMessageStartingWith("sled.trammel, byte ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aChangeIsSaidByTheNameOfThePart() throws IOException {
    byte[] whole = Bundles.bytes(Bundles.run(folder, 1));
    String text = new String(whole, StandardCharsets.ISO_8859_1);

    assertRefused(changed(whole, text.indexOf("<robot")), "part 'task/sled.urdf' was changed");
    assertRefused(changed(whole, text.indexOf("period:")), "part 'task/task.yaml' was changed");
    assertRefused(changed(whole, whole.length - 40), "part 'controllers/c01.controller' was");
    assertRefused(changed(whole, whole.length - 1), "or the file's SHA-256 was changed");
    assertRefused(withAnotherDigit(whole, 30), "part 'manifest.json' was changed");
    assertRefused(changed(whole, 3), "not a bundle of Trammel");
    assertRefused(changed(whole, 15), "format version must be 1, was '");
    assertRefused(Arrays.copyOf(whole, whole.length - 50), "cut within part 'controllers/c01");
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "goes on after its end");
  }

  /** Another hexadecimal digit stands there. */
  private static byte[] withAnotherDigit(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    bytes[at] = (byte) (bytes[at] == '0' ? '1' : '0');
    return bytes;
  }

  private static byte[] changed(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    bytes[at] ^= 1;
    return bytes;
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefusedThoughEveryHashIsRight() throws IOException {
    byte[] whole = Bundles.bytes(Bundles.run(folder.resolve("a"), 1));
    byte[] other = Bundles.bytes(Bundles.run(folder.resolve("b"), 2));
    for (String part : List.of("manifest.json", "controllers/c00.controller")) {
      Map<String, byte[]> parts = Corruptions.parts(whole);
      parts.put(part, Corruptions.parts(other).get(part));

      assertRefused(BundleFile.bytes(parts, Optional.empty()), "is not the one that manifest.json");
    }
    Map<String, byte[]> less = Corruptions.parts(whole);
    less.remove("task/sled.urdf");
    assertRefused(BundleFile.bytes(less, Optional.empty()), "part 'task/sled.urdf' is missing");
    Map<String, byte[]> more = Corruptions.parts(whole);
    more.put("readme", new byte[1]);
    assertRefused(BundleFile.bytes(more, Optional.empty()), "the parts must be manifest.json, ");
  }

  @Test
  void aManifestThatSaysOtherwiseThanTheTaskIsRefused() throws IOException {
    byte[] whole = Bundles.bytes(Bundles.run(folder, 1));
    for (String key : List.of("period", "state", "actuators", "safe_action", "robot_sha256")) {
      Map<String, byte[]> parts = Corruptions.parts(whole);
      Map<String, Object> json = new LinkedHashMap<>(
          Json.read(new String(parts.get("manifest.json"), StandardCharsets.UTF_8)));
      json.put(key, new ArrayList<>());
      parts.put("manifest.json", Json.write(json).getBytes(StandardCharsets.UTF_8));

      assertRefused(
          BundleFile.bytes(parts, Optional.empty()),
          "part 'manifest.json' says '" + key + "' otherwise than the task");
    }
  }

  private static void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> DeployBundle.read(NAME, bytes))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @Test
  void onlyTheTrustedKeysSignatureCounts() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.pem"), Bundles.SECRET_KEY);
    Path trusted = Files.writeString(folder.resolve("trusted.pem"), Bundles.PUBLIC_KEY);
    Path other = Files.writeString(folder.resolve("other.pem"), Bundles.OTHER_PUBLIC_KEY);
    try (RunFolder run = RunFolder.open(Bundles.run(folder.resolve("run"), 1))) {
      byte[] signed = DeployBundle.ofRun(
          run, DeployBundle.Kind.LOCAL, Optional.empty(), Optional.of(Keys.signing(secret)));
      DeployBundle bundle = DeployBundle.read(NAME, signed);
      DeployBundle unsigned = DeployBundle.read(NAME, Bundles.bytes(run.path()));

      bundle.requireSignedBy(NAME, trusted);
      assertThat(bundle.isSigned()).isTrue();
      assertThatThrownBy(() -> bundle.requireSignedBy(NAME, other))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("must be signed with the key of " + other);
      assertThatThrownBy(() -> unsigned.requireSignedBy(NAME, trusted))
          .hasMessageEndingWith("was not signed");
    }
  }
}
