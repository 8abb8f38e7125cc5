package dev.trammel.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.cli.Trammel.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and the kernels that they are made on, as a user sees them. */
class KernelsTest {

  private static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector");
  private static final String BUDGET = "algorithm.budget={iterations: 2, confirmations: 0}";

  @TempDir
  private Path folder;

  private void edit(String from, String to) throws Exception {
    Path info = folder.resolve("run/run.json");
    String json = Files.readString(info);
    assertThat(json).contains(from);
    Files.writeString(info, json.replace(from, to));
    Files.delete(folder.resolve("run/result.json"));
  }

  private Ended train(Trammel trammel, List<String> options, String... more) throws Exception {
    List<String> line =
        new ArrayList<>(List.of("train", "sled", "--out", "run", "--json", "--set", BUDGET));
    line.addAll(List.of(more));
    return trammel.run(options, line.toArray(String[]::new));
  }

  @Test
  void aRunBegunOnRowsGoesOnOnRowsWhereThereAreFasterOnes() throws Exception {
    Trammel trammel = new Trammel(folder);
    Ended rows = train(trammel, VECTOR, "--kernels", "rows");
    Files.delete(folder.resolve("run/result.json"));

    Ended resumed = trammel.run(VECTOR, "train", "--resume", "run", "--json");

    assertThat(resumed.err()).contains("on rows");
    assertThat(resumed.json()).containsEntry("trajectory_hash", rows.json().get("trajectory_hash"));
  }

  @Test
  void aRunWithoutTheVectorModuleIsMadeOnRows() throws Exception {
    Ended train = train(new Trammel(folder), List.of());

    assertThat(train.err()).contains("on rows");
    assertThat(Files.readString(folder.resolve("run/run.json"))).contains("\"kernels\": \"rows\"");
  }

  @Test
  void resumingOnKernelsThatAreNotHereSaysWhatIsAndIsForcedOntoThese() throws Exception {
    Trammel trammel = new Trammel(folder);
    train(trammel, List.of());
    edit("\"rows\"", "\"vector-4096\"");

    Ended refused = trammel.run("train", "--resume", "run");
    Ended forced = trammel.run("train", "--resume", "run", "--force");

    assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains("kernels was vector-4096, now rows", "--force", "only rows")
        .contains("--add-modules jdk.incubator.vector");
    assertThat(forced.out()).contains("on rows");
    assertThat(forced.code()).isIn(ExitCode.OK, ExitCode.NOT_SOLVED);
    assertThat(Files.readString(folder.resolve("run/report.html")))
        .contains("this page with rows, whose last digits differ");
  }
}
