package dev.trammel.calibration.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.calibration.Trammel;
import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.run.RunFolder;
import dev.trammel.controller.run.RunInfo;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.controller.testing.Node;
import dev.trammel.controller.trajectory.EpisodeId;
import dev.trammel.controller.trajectory.Trajectories;
import dev.trammel.controller.trajectory.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported is what happened, to the bit. */
class ExportTest {

  private static final int EPISODES = 3;
  private static final int STEPS = 8;

  @TempDir
  private Path folder;

  private Task task;
  private int n;
  private int m;

  @BeforeEach
  void run() throws IOException {
    task = TaskReader.read(
        Path.of(System.getProperty("trammel.tasks")).resolve("cartpole-swingup.yaml"));
    n = task.stateSize();
    m = task.inputSize();
    RunInfo info = RunInfo.here(task.name(), 1, task.source(), "rows", "");
    try (RunFolder run = RunFolder.create(folder.resolve("run"), info, task.source())) {
      for (int e = 0; e < EPISODES; e++) {
        run.episodes(task).keep(id(e), start(), episode(e));
      }
    }
  }

  private EpisodeStart start() {
    int joints = task.conditions().get(0).positions().length;
    return new EpisodeStart(new double[joints], new double[joints], 1);
  }

  private static EpisodeId id(int episode) {
    return new EpisodeId(4, 0, episode, -episode);
  }

  /** Random, but for a negative zero and a truth that is not known. */
  private Trajectory episode(int seed) {
    Trajectory random = Trajectories.random(seed, STEPS, n, n, m);
    double[][] states = new double[STEPS + 1][n];
    double[][] truths = new double[STEPS + 1][n];
    double[][] inputs = new double[STEPS][m];
    List<dev.trammel.controller.control.CycleStatus> statuses = new ArrayList<>();
    for (int t = 0; t <= STEPS; t++) {
      random.copyState(t, states[t], 0);
      Arrays.fill(truths[t], t % 2 == 0 ? 0.0 : -0.0);
      truths[t][0] = t == 3 ? Double.NaN : random.truth(t, 0);
      if (t < STEPS) {
        random.copyApplied(t, inputs[t], 0);
        statuses.add(random.status(t));
      }
    }
    return new Trajectory(states, truths, inputs, inputs, statuses);
  }

  private Ended export(String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("export", "run"));
    arguments.addAll(List.of(options));
    return Trammel.run(folder, arguments.toArray(new String[0]));
  }

  /** Each row, numbers by their bits; costs, which the archive does not hold, are left out. */
  private List<String> expected() {
    List<String> rows = new ArrayList<>();
    for (int e = 0; e < EPISODES; e++) {
      Trajectory episode = episode(e);
      for (int t = 0; t <= STEPS; t++) {
        StringJoiner row = new StringJoiner("|").add("4|0|" + e + "|" + t);
        row.add(bits(t * task.plant().period()));
        for (int i = 0; i < n; i++) {
          row.add(bits(episode.state(t, i)));
        }
        for (int i = 0; i < n; i++) {
          row.add(bits(episode.truth(t, i)));
        }
        for (int i = 0; i < 2 * m; i++) {
          row.add(t == STEPS ? "null" : bits(episode.applied(t, i % m)));
        }
        rows.add(row.add(t == STEPS ? "null" : episode.status(t).name().toLowerCase(Locale.ROOT))
            .toString());
      }
    }
    return rows;
  }

  private static String bits(double value) {
    return Double.isNaN(value) ? "NaN" : Long.toHexString(Double.doubleToRawLongBits(value));
  }

  private static List<String> withoutCost(List<String> rows) {
    return rows.stream().map(row -> row.substring(0, row.lastIndexOf('|'))).toList();
  }

  @Test
  void anotherReaderOfParquetFindsEveryBit() throws Exception {
    Path file = folder.resolve("steps.parquet");
    assertThat(export("--parquet", "steps.parquet").code()).isZero();

    List<String> lines = Node.install().lines("read-parquet.mjs", file.toString());

    assertThat(lines.get(0))
        .startsWith("iteration|condition|episode|step|time|state.slide|state.hinge|");
    assertThat(withoutCost(lines.subList(1, lines.size()))).isEqualTo(expected());
  }

  @Test
  void theRowsCanBeAskedForWithSql() throws Exception {
    export("--parquet", "steps.parquet");

    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = memory.createStatement();
        ResultSet found = statement.executeQuery("SELECT episode, count(status), count(*) FROM '"
            + folder.resolve("steps.parquet") + "' GROUP BY episode ORDER BY episode")) {
      for (int e = 0; e < EPISODES; e++) {
        assertThat(found.next()).isTrue();
        assertThat(found.getInt(1)).isEqualTo(e);
        assertThat(found.getInt(2)).isEqualTo(STEPS);
        assertThat(found.getInt(3)).isEqualTo(STEPS + 1);
      }
    }
  }

  @Test
  void numbersInCsvGiveTheirBitsAgain() throws Exception {
    Ended ended = export("--csv", "tables", "--json");
    assertThat(ended.code()).as(ended.err()).isZero();

    List<String> lines = Files.readAllLines(folder.resolve("tables/steps.csv"));
    List<String> rows =
        lines.subList(1, lines.size()).stream().map(this::bitsOfCsv).toList();

    assertThat(withoutCost(rows)).isEqualTo(expected());
    assertThat(Files.readAllLines(folder.resolve("tables/episodes.csv")))
        .hasSize(1 + EPISODES)
        .element(2)
        .asString()
        .startsWith("4,0,1,hanging,-1,8,false,");
  }

  private String bitsOfCsv(String line) {
    String[] fields = line.split(",", -1);
    StringJoiner row = new StringJoiner("|");
    for (int i = 0; i < fields.length; i++) {
      boolean number = i >= 4 && i != fields.length - 2 && !fields[i].isEmpty();
      row.add(
          number ? bits(Double.parseDouble(fields[i])) : fields[i].isEmpty() ? "null" : fields[i]);
    }
    return row.toString();
  }

  @Test
  void nothingIsWrittenOverUnlessForced() throws Exception {
    Files.writeString(folder.resolve("steps.parquet"), "years of work");

    Ended refused = export("--parquet", "steps.parquet");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("trammel: steps.parquet is there already; --force replaces");
    assertThat(export("--parquet", "steps.parquet", "--force").code()).isZero();
    assertThat(export("--evaluation", "3", "--csv", "x").err())
        .contains("trammel: run run has no evaluation 3");
    assertThat(export().err()).contains("export to what? --csv DIR, --parquet FILE");
  }
}
