package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every term that a file can ask for, on the planar arm: 8 states, 2 inputs. */
class CostTermsTest {

  private static final int T = 60;
  private static final int POINTS = 5;

  private static final String SPACE = "target: [0.3, -0.4, 0], weights: [1, 2, 0.5]";
  private static final String BOTH = "l2: 0.7, l1: 0.4, log: 0.5, alpha: 0.1";
  private static final String STATE =
      "type: state, weights: {elbow: 2, tip x velocity: 0.5}, target: {elbow: 1}";

  private static PlantSettings plant;

  @BeforeAll
  static void readThePlant() throws IOException {
    plant = TaskReader.read(TaskCatalog.shipped().find("planar-reach")).plant();
  }

  static Stream<String> terms() {
    return Stream.of(
        STATE,
        STATE + ", norm: {" + BOTH + "}, ramp: {shape: linear, from: 0.2}",
        "type: input, weights: {shoulder: 0.1, elbow: 3}, weight: 0.3",
        "type: input, weights: 0.1, ramp: {shape: quadratic}",
        "type: point, point: tip, " + SPACE,
        "type: point, point: tip, " + SPACE + ", norm: {" + BOTH + "}",
        "type: point, point: fore, " + SPACE + ", norm: {l1: 1, alpha: 0.01}",
        "type: point, point: tip, through: sensors, target: goal, norm: {log: 1, alpha: 0.1}",
        "type: point, point: tip, waypoints: [{time: 0, target: [1, 0, 0]},"
            + " {time: 2, target: goal}]",
        "type: angle, joint: elbow, target: 2, weight: 3",
        "type: angle, joint: shoulder, target: -1, norm: {" + BOTH + "}",
        "type: limit, of: shoulder velocity, lower: -0.3, upper: 0.2, weight: 10",
        "type: limit, of: input elbow, margin: 7.9");
  }

  static Cost cost(String... terms) {
    String yaml =
        "[" + String.join(", ", Arrays.stream(terms).map(t -> "{" + t + "}").toList()) + "]";
    SettingsNode list =
        new SettingsNode("cost", SettingsFile.parseValue(yaml, "test"), Complaints.thrown());
    SettingsNode goal = new SettingsNode(
        "goal", SettingsFile.parseValue("[0.2, 0.5, 0]", "test"), Complaints.thrown());
    return new CostReader(plant, T, new Targets(Map.of("goal", goal))).read(list);
  }

  static String withCurvature(String term, String curvature) {
    return term.contains("norm: {")
        ? term.replace("norm: {", "norm: {curvature: " + curvature + ", ")
        : term + ", norm: {l2: 1, curvature: " + curvature + "}";
  }

  private static double[] randomPoint(SplittableRandom random) {
    return random.doubles(10, -2, 2).toArray();
  }

  @ParameterizedTest
  @MethodSource("terms")
  void gradientIsThatOfTheValue(String term) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < POINTS; i++) {
      FiniteDifferences numeric = new FiniteDifferences(cost(term), 7 * i, 8, 2);
      double[] z = randomPoint(random);

      assertThat(numeric.expansion(z).value).isCloseTo(numeric.value(z), within(1e-12));
      assertThat(numeric.expansion(z).gradient.data)
          .containsExactly(numeric.gradient(z), within(1e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("terms")
  void exactHessianIsThatOfTheGradient(String term) {
    SplittableRandom random = new SplittableRandom(2);
    Cost cost = cost(withCurvature(term, "exact"));
    for (int i = 0; i < POINTS; i++) {
      FiniteDifferences numeric = new FiniteDifferences(cost, 7 * i, 8, 2);
      double[] z = randomPoint(random);
      DMatrixRMaj hessian = numeric.expansion(z).hessian;
      for (int row = 0; row < 10; row++) {
        assertThat(Arrays.copyOfRange(hessian.data, 10 * row, 10 * row + 10))
            .containsExactly(numeric.hessianRow(z, row), within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("terms")
  void defaultHessianIsSymmetricAndPositiveSemidefinite(String term) {
    SplittableRandom random = new SplittableRandom(3);
    for (String asked : List.of(term, withCurvature(term, "majorized"))) {
      for (int i = 0; i < POINTS; i++) {
        FiniteDifferences at = new FiniteDifferences(cost(asked), 7 * i, 8, 2);
        DMatrixRMaj hessian = at.expansion(randomPoint(random)).hessian;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(10, false, true);

        assertThat(eigen.decompose(hessian.copy())).isTrue();
        for (int k = 0; k < 10; k++) {
          assertThat(eigen.getEigenvalue(k).getReal()).isGreaterThan(-1e-12);
        }
      }
    }
  }

  @Test
  void pointHessianIsGaussNewtonByDefault() {
    // the residual's Jacobian by differences, squared
    double[] z = randomPoint(new SplittableRandom(4));
    double[][] J = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      String weights = Arrays.toString(new int[] {axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis / 2});
      Cost square = cost("type: point, point: tip, target: [100, 100, 100], weights: " + weights);
      FiniteDifferences numeric = new FiniteDifferences(square, 3, 8, 2);
      // ½ d² has the gradient d J
      double d = -Math.sqrt(2 * numeric.value(z));
      J[axis] = Arrays.stream(numeric.gradient(z)).map(slope -> slope / d).toArray();
    }
    Cost cost = cost("type: point, point: tip, " + SPACE);
    DMatrixRMaj hessian = new FiniteDifferences(cost, 3, 8, 2).expansion(z).hessian;
    for (int row = 0; row < 10; row++) {
      for (int column = 0; column < 10; column++) {
        double expected = J[0][row] * J[0][column]
            + 2 * J[1][row] * J[1][column]
            + 0.5 * J[2][row] * J[2][column];

        assertThat(hessian.get(row, column)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void termsAddUp() {
    double[] z = randomPoint(new SplittableRandom(5));
    List<String> terms = terms().toList();
    double sum = 0;
    for (String term : terms) {
      sum += new FiniteDifferences(cost(term), 30, 8, 2).value(z);
    }
    Cost all = cost(terms.toArray(String[]::new));

    assertThat(new FiniteDifferences(all, 30, 8, 2).value(z)).isCloseTo(sum, within(1e-9));
  }

  @Test
  void inputIsFreeAtTheTerminalStep() {
    Cost cost = cost("type: input, weights: 1", "type: limit, of: input elbow, margin: 7.9");
    double[] z = {0, 0, 0, 0, 0, 0, 0, 0, 5, 5};

    assertThat(new FiniteDifferences(cost, T - 1, 8, 2).value(z)).isGreaterThan(25);
    assertThat(new FiniteDifferences(cost, T, 8, 2).value(z)).isZero();
    assertThat(new FiniteDifferences(cost, T, 8, 2).expansion(z).gradient.data).containsOnly(0);
  }

  @Test
  void anglesWholeTurnsApartCostTheSame() {
    FiniteDifferences cost =
        new FiniteDifferences(cost("type: angle, joint: elbow, target: 3, weight: 4"), 0, 8, 2);
    double[] z = new double[10];
    z[1] = 1;
    double once = cost.value(z);
    z[1] -= 4 * Math.PI;

    assertThat(once).isCloseTo(4 * (1 - Math.cos(-2)), within(1e-12));
    assertThat(cost.value(z)).isCloseTo(once, within(1e-12));
  }

  @Test
  void limitCostsNothingWithinItsMargin() {
    FiniteDifferences cost = new FiniteDifferences(
        cost("type: limit, of: shoulder, lower: -1, upper: 2, margin: 0.5, weight: 10"), 0, 8, 2);
    double[] z = new double[10];
    z[0] = 1.5;
    assertThat(cost.value(z)).isZero();
    z[0] = 2.5;
    assertThat(cost.value(z)).isCloseTo(5, within(1e-12));
    z[0] = -1;
    assertThat(cost.value(z)).isCloseTo(1.25, within(1e-12));
  }
}
