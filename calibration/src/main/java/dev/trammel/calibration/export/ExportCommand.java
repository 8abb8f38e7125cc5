package dev.trammel.calibration.export;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeJudge;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.OnnxFile;
import dev.trammel.controller.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a run holds for other programs. */
@Command(
    name = "export",
    description = "Write a run's episodes as tables: a row for each step, columns for state, truth,"
        + " requested and applied input, status and cost. Write the mean of its policy as an ONNX"
        + " model. The run may be unfinished.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel export runs/cartpole-swingup-001 --parquet steps.parquet",
      "  trammel export runs/cartpole-swingup-001 --csv tables --evaluation 0",
      "  trammel export runs/arm-reach-001 --onnx policy.onnx",
      "  trammel export a.policy --onnx policy.onnx",
    })
final class ExportCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RUN",
      description = "The run's folder; with --onnx alone also a policy's file.")
  private Path run = Path.of(".");

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description = "Write steps.csv and episodes.csv into this folder.")
  private @Nullable Path csv;

  @Option(names = "--parquet", paramLabel = "FILE", description = "Write the steps to this file.")
  private @Nullable Path parquet;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "Write the mean of the run's best policy to this file: observation (float32,"
          + " batch×p) to action (float32, batch×m), whitening included.")
  private @Nullable Path onnx;

  @Option(
      names = "--evaluation",
      paramLabel = "N",
      description = "The episodes of this evaluation; 0 is the one that ended learning. Default:"
          + " those of learning.")
  private @Nullable Integer evaluation;

  @Option(names = "--force", description = "Replace files that are there.")
  private boolean force;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    if (csv == null && parquet == null && onnx == null) {
      throw new ParameterException(
          spec.commandLine(), "export to what? --csv DIR, --parquet FILE, --onnx FILE");
    }
    Terminal terminal = common.terminal();
    List<String> written = new ArrayList<>();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("run", run.toString());
    if (onnx != null) {
      exportPolicy(onnx, written);
    }
    if (csv != null || parquet != null) {
      result.put("episodes", exportEpisodes(written));
    }
    String episodes =
        result.containsKey("episodes") ? result.get("episodes") + " episodes: " : "the policy: ";
    terminal.say("Wrote " + episodes + String.join(", ", written));
    result.put("files", written);
    terminal.result(result);
    return 0;
  }

  private void exportPolicy(Path file, List<String> written) throws IOException {
    Path source = Files.isRegularFile(run) ? run : run.resolve("policies").resolve("best.policy");
    if (!Files.exists(source)) {
      throw new UsageException(run + " has no policy: there is no file " + source
          + "; train --algorithm mdgps or badmm");
    }
    OnnxFile.write(free(file, written), MlpPolicy.read(source));
  }

  private int exportEpisodes(List<String> written) throws IOException {
    try (RunFolder folder = RunFolder.open(run);
        EpisodeArchive archive = folder.archives().existing(evaluation())) {
      StepTable steps = new StepTable(archive, new EpisodeJudge(folder.task()));
      if (csv != null) {
        Files.createDirectories(csv);
        CsvFile.write(free(csv.resolve("steps.csv"), written), steps);
        CsvFile.write(free(csv.resolve("episodes.csv"), written), new EpisodeTable(archive));
      }
      if (parquet != null) {
        ParquetFile.write(free(parquet, written), steps);
      }
      return archive.episodes().size();
    }
  }

  private OptionalInt evaluation() {
    return evaluation == null ? OptionalInt.empty() : OptionalInt.of(evaluation);
  }

  private Path free(Path file, List<String> written) {
    if (Files.exists(file) && !force) {
      throw new UsageException(file + " is there already; --force replaces it");
    }
    written.add(file.toString());
    return file;
  }
}
