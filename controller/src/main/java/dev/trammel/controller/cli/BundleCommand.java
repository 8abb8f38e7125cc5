package dev.trammel.controller.cli;

import dev.trammel.controller.bundle.BundleText;
import dev.trammel.controller.bundle.DeployBundle;
import dev.trammel.controller.bundle.DeployBundle.Kind;
import dev.trammel.controller.bundle.Keys;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.storage.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the file that a robot's controller loads. */
@Command(
    name = "bundle",
    description =
        "Write what a run learned as one file for a robot's controller, or show what is in"
            + " such a file.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bundle runs/arm-reach-001 --out arm.trammel",
      "  trammel bundle runs/arm-reach-001 --out arm.trammel --sign key.pem",
      "  trammel bundle runs/arm-reach-001 --policy arm.policy --out arm.trammel",
      "  trammel bundle --show arm.trammel --trust public.pem",
      "Keys: openssl genpkey -algorithm ed25519 -out key.pem;"
          + " openssl pkey -in key.pem -pubout -out public.pem",
    })
final class BundleCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run's folder.")
  private @Nullable Path run;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE.trammel",
      description = "The file to write.")
  private @Nullable Path out;

  @Option(
      names = "--controller",
      paramLabel = "KIND",
      description = "policy: one network; local: a time-varying controller per condition; mpc:"
          + " plans made again in every cycle on what the run learned. Default: the policy if the"
          + " run has one, else what it was evaluated with.")
  private @Nullable String controller;

  @Option(
      names = "--policy",
      paramLabel = "FILE.policy",
      description =
          "This policy for RUN's task, as `distil` writes one, instead of what RUN learned."
              + " RUN's result is not said of it, unless it is RUN's own.")
  private @Nullable Path policy;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description = "Only what this condition needs. Default: all.")
  private @Nullable String condition;

  @Option(names = "--force", description = "Replace a file that is there.")
  private boolean force;

  @Option(
      names = "--sign",
      paramLabel = "KEY.pem",
      description = "Sign with this private key, Ed25519 in PKCS#8.")
  private @Nullable Path key;

  @Option(
      names = "--show",
      paramLabel = "FILE.trammel",
      description = "Check a bundle and say what is in it.")
  private @Nullable Path shown;

  @Option(
      names = "--trust",
      paramLabel = "PUBLIC.pem",
      description = "With --show: refuse it unless it is signed with this key's counterpart.")
  private @Nullable Path trusted;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    if (shown != null) {
      requireAlone(shown);
      show(shown);
    } else if (run != null && out != null) {
      if (trusted != null) {
        throw new UsageException("--trust needs --show");
      }
      write(run, out);
    } else {
      throw new UsageException("bundle needs RUN and --out FILE.trammel, or --show FILE.trammel");
    }
    return ExitCode.OK;
  }

  private void requireAlone(Path file) {
    boolean others =
        Stream.of(run, out, controller, policy, condition, key).anyMatch(Objects::nonNull);
    if (others || force) {
      throw new UsageException("--show " + file + " takes no RUN and no other option than --trust");
    }
  }

  private void write(Path from, Path file) throws IOException {
    if (Files.exists(file) && !force) {
      throw new UsageException(file + " is there already; --force replaces it");
    }
    Optional<PrivateKey> signing = key == null ? Optional.empty() : Optional.of(Keys.signing(key));
    try (RunFolder folder = RunFolder.open(from)) {
      DurableFile.write(file, bytes(folder, signing));
    }
    DeployBundle bundle = DeployBundle.read(file);
    Terminal terminal = common.terminal();
    terminal.say("Bundle: " + file + ", " + BundleText.title(bundle));
    terminal.result(json(file, bundle));
  }

  private byte[] bytes(RunFolder folder, Optional<PrivateKey> signing) throws IOException {
    Optional<Kind> asked = Optional.ofNullable(controller).map(BundleCommand::kind);
    Optional<String> only = Optional.ofNullable(condition);
    if (policy == null) {
      Kind kind = asked.isPresent() ? asked.get() : DeployBundle.usualKind(folder);
      return DeployBundle.ofRun(folder, kind, only, signing);
    }
    if (asked.isPresent() && asked.get() != Kind.POLICY) {
      throw new UsageException("--policy is no " + asked.get().text()
          + " controller; leave --controller " + asked.get().text() + " out");
    }
    return DeployBundle.ofPolicy(folder, policy, only, signing);
  }

  private void show(Path file) throws IOException {
    DeployBundle bundle = DeployBundle.read(file);
    if (trusted != null) {
      bundle.requireSignedBy(file, trusted);
    }
    Terminal terminal = common.terminal();
    BundleText.lines(bundle, Optional.ofNullable(trusted)).forEach(terminal::say);
    terminal.result(json(file, bundle));
  }

  private static Map<String, Object> json(Path file, DeployBundle bundle) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bundle", file.toString());
    json.put("sha256", RunInfo.fingerprint(file));
    json.put("signed", bundle.isSigned());
    json.put("manifest", bundle.manifest());
    return json;
  }

  private static Kind kind(String text) {
    List<Kind> kinds = Arrays.asList(Kind.values());
    return kinds.stream()
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new UsageException(
            "--controller must be one of policy, local, mpc, was '" + text + "'"));
  }
}
