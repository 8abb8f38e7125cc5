package dev.trammel.calibration.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.storage.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelResultTest {

  private static final List<Line> LINES = List.of(
      EigenSweep.LINE,
      new Line("textbook_sweep", "textbook sweep, EJML", true),
      new Line("sweep", "sweep, wide", true),
      new Line("sweep_rows", "sweep, rows", true));

  private final KernelResult result =
      new KernelResult(LineUp.USUAL, LINES, List.of(round(10), round(20), round(90)));

  @Test
  void ratiosAreTakenWithinRounds() {
    Map<?, ?> json = Json.read(Json.write(result.toJson()));

    assertThat((Object) json.get("eigen_sweep_us")).isEqualTo(80.0);
    assertThat((Object) json.get("sweep_us")).isEqualTo(20.0);
    assertThat((Object) json.get("eigen_over_sweep")).isEqualTo(4.0);
    assertThat((Object) json.get("textbook_over_sweep")).isEqualTo(11.0);
    assertThat((Object) json.get("textbook_over_sweep_rows")).isEqualTo(4.0);
  }

  @Test
  void figuresAreJudgedByTheTargetsOfTheirSize() {
    assertThat(result.toJson().get("verdicts"))
        .isEqualTo(Map.of(
            "eigen_over_sweep", "met",
            "textbook_over_sweep_rows", "aim met",
            "textbook_over_eigen", "as expected"));
    assertThat(new KernelResult(new ProblemSize(2, 1, 3), LINES, result.rounds())
            .toJson()
            .get("verdicts"))
        .isEqualTo(Map.of());
  }

  @Test
  void withoutWiderKernelsRowsAreJudgedByTheirOwnTarget() {
    KernelResult rows = new KernelResult(LineUp.USUAL, LINES.subList(0, 3), result.rounds());

    assertThat(rows.toJson().get("verdicts"))
        .isEqualTo(Map.of("textbook_over_sweep", "aim met", "textbook_over_eigen", "as expected"));
  }

  @Test
  void oneProcessThatAllocatesIsSeen() {
    Map<String, Measurement> boxing = round(20);
    boxing.put("sweep", new Measurement(20, 20, 24));
    KernelResult allocating =
        new KernelResult(LineUp.USUAL, LINES, List.of(round(10), boxing, round(90)));

    assertThat(result.toJson().get("allocating")).isEqualTo(List.of());
    assertThat(allocating.toJson().get("allocating")).isEqualTo(List.of("sweep"));
    assertThat(new KernelTables(allocating).plain())
        .anySatisfy(line -> assertThat(line).contains("sweep, wide").endsWith("24 B, must be 0"));
  }

  @Test
  void pageHoldsEveryLineAndFigure() {
    List<String> page = new KernelTables(result).markdown();

    assertThat(page)
        .contains(
            "### n = 14, m = 7, T = 100",
            "| textbook sweep, Eigen | 80.0 µs | 360.0 µs | 10.0 µs |  |",
            "| sweep, rows | 55.0 µs | 247.5 µs | 10.0 µs | 0 B |",
            "| Eigen / sweep | 4.00 | ≥ 3.7 | ≥ 6 | met |");
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "0.08, 0.08 B", "24, 24 B", "2100000, '2,100 kB'"})
  void onlyNothingIsZeroBytes(double bytes, String text) {
    assertThat(KernelTables.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"14, aim met", "15, aim met", "16, met", "30, met", "31, missed", "NaN, missed"})
  void aFigureMeetsItsAimOrWhatItMustOrMisses(double value, String verdict) {
    assertThat(Target.atMost(30, 15).verdict(value)).isEqualTo(verdict);
  }

  /** Eigen 4, EJML 11, rows 2.75 times as long as the sweep. */
  private static Map<String, Measurement> round(double micros) {
    Map<String, Measurement> round = new LinkedHashMap<>();
    round.put("eigen_sweep", new Measurement(4 * micros, micros, Double.NaN));
    round.put("textbook_sweep", new Measurement(11 * micros, micros, 0));
    round.put("sweep", new Measurement(micros, micros, 0));
    round.put("sweep_rows", new Measurement(2.75 * micros, micros, 0));
    return round;
  }
}
