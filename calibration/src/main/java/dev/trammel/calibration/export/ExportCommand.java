package dev.trammel.calibration.export;

import dev.trammel.controller.archive.EpisodeArchive;
import dev.trammel.controller.archive.EpisodeJudge;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        + " requested and applied input, status and cost. The run may be unfinished.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel export runs/cartpole-swingup-001 --parquet steps.parquet",
      "  trammel export runs/cartpole-swingup-001 --csv tables --evaluation 0",
    })
final class ExportCommand implements Callable<Integer> {

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "The run's folder.")
  private Path run = Path.of(".");

  @Option(
      names = "--csv",
      paramLabel = "DIR",
      description = "Write steps.csv and episodes.csv into this folder.")
  private @Nullable Path csv;

  @Option(names = "--parquet", paramLabel = "FILE", description = "Write the steps to this file.")
  private @Nullable Path parquet;

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
    if (csv == null && parquet == null) {
      throw new ParameterException(spec.commandLine(), "export to what? --csv DIR, --parquet FILE");
    }
    Terminal terminal = common.terminal();
    List<String> written = new ArrayList<>();
    int episodes;
    try (RunFolder folder = RunFolder.open(run);
        EpisodeArchive archive = folder.archives().existing(evaluation())) {
      StepTable steps = new StepTable(archive, new EpisodeJudge(folder.task()));
      episodes = archive.episodes().size();
      if (csv != null) {
        Files.createDirectories(csv);
        CsvFile.write(free(csv.resolve("steps.csv"), written), steps);
        CsvFile.write(free(csv.resolve("episodes.csv"), written), new EpisodeTable(archive));
      }
      if (parquet != null) {
        ParquetFile.write(free(parquet, written), steps);
      }
    }
    terminal.say("Wrote " + episodes + " episodes: " + String.join(", ", written));
    terminal.result(Map.of("run", run.toString(), "episodes", episodes, "files", written));
    return 0;
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
