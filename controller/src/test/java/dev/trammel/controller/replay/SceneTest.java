package dev.trammel.controller.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.browser.Browser;
import dev.trammel.controller.browser.Page;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.report.Report;
import dev.trammel.controller.report.Scene;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.Matrix3;
import dev.trammel.controller.robot.RandomRobot;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.Goal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene, drawn by a browser. */
class SceneTest {

  private static final double PERIOD = 0.1;
  private static final int STEPS = 20;

  @TempDir
  private static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    browser.close();
  }

  @Test
  void bodiesStandWhereKinematicsPutsThem() throws IOException {
    RobotModel robot = new RandomRobot(3).model;
    double[][] q = motion(robot.degreesOfFreedom(), 11);
    Page page = open(new SceneJson(robot, PERIOD).motion(q).motion(motion(q[0].length, 12)));
    Kinematics kinematics = new Kinematics(robot);

    for (int step : new int[] {0, 1, 7, STEPS}) {
      page.evaluate("replay.seek(" + step * PERIOD + ")");
      kinematics.update(q[step]);
      List<?> poses = page.list("replay.poses()");
      for (int body = 0; body < robot.degreesOfFreedom(); body++) {
        double[] expected = rows(kinematics.pose(new Frame(body, Transform.IDENTITY)));
        assertThat(numbers((List<?>) poses.get(body))).containsExactly(expected, within(1e-9));
      }
    }
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void theWayBetweenSamplesIsSmooth() throws IOException {
    RobotModel robot = new RandomRobot(5).model;
    double[][] q = new double[STEPS + 1][robot.degreesOfFreedom()];
    for (int t = 0; t <= STEPS; t++) {
      Arrays.fill(q[t], Math.sin(t * PERIOD));
    }
    Page page = open(new SceneJson(robot, PERIOD).motion(q));
    Kinematics kinematics = new Kinematics(robot);

    double time = 0.77;
    page.evaluate("replay.seek(" + time + ")");
    double[] exact = new double[robot.degreesOfFreedom()];
    Arrays.fill(exact, Math.sin(time));
    kinematics.update(exact);
    List<?> pose = (List<?>) page.list("replay.poses()").get(0);

    double[] expected = rows(kinematics.pose(new Frame(0, Transform.IDENTITY)));
    assertThat(numbers(pose)).containsExactly(expected, within(2e-4));
  }

  @Test
  void everyGeometryIsSeenInItsColour() throws IOException {
    Page page = open(new SceneJson(Zoo.robot(), PERIOD).motion(new double[STEPS + 1][1]));
    page.evaluate("replay.seek(0)");
    page.await("replay.drawn()");

    BufferedImage picture = page.picture(".screen");
    for (int kind = 0; kind < Zoo.KINDS; kind++) {
      assertThat(Zoo.pixels(picture, kind)).as("pixels of geometry " + kind).isGreaterThan(400);
    }
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void playingMovesThePicture() throws IOException {
    double[][] q = motion(1, 4);
    q[0][0] = 0;
    q[STEPS / 2][0] = 0.3;
    Page page = open(new SceneJson(Zoo.robot(), PERIOD).motion(q));
    page.evaluate("replay.seek(0)");
    page.await("replay.drawn()");
    BufferedImage before = page.picture(".screen");

    page.press("End");
    assertThat(page.number("replay.time()")).isEqualTo(STEPS * PERIOD, within(1e-9));
    page.press("Home");
    page.press("ArrowRight");
    assertThat(page.number("replay.time()")).isEqualTo(PERIOD, within(1e-9));
    page.press(" ");
    page.await("replay.time() > " + STEPS * PERIOD / 2);
    page.evaluate("replay.seek(" + STEPS * PERIOD / 2 + ")");
    page.await("replay.drawn()");

    assertThat(changed(before, page.picture(".screen"))).isGreaterThan(2000);
    assertThat(page.complaints()).isEmpty();
  }

  @Test
  void aPlotUnderThePointerSetsTheTime() throws IOException {
    Page page = open(new SceneJson(Zoo.robot(), PERIOD).motion(motion(1, 6)));
    page.evaluate("replay.seek(0)");
    page.evaluate("""
        (() => {
          const plot = document.querySelector("svg.data[data-time]").ownerSVGElement;
          const box = plot.getBoundingClientRect();
          plot.dispatchEvent(new PointerEvent("pointermove",
            {clientX: box.left + box.width * 0.6, clientY: box.top + 30, bubbles: true}));
        })()""");

    assertThat(page.number("replay.time()")).isBetween(0.8, 1.3);
  }

  @Test
  void thePageFitsAPhoneAndTheDark() throws IOException {
    SceneJson scene = new SceneJson(Zoo.robot(), PERIOD).motion(motion(1, 8));
    Page page = open(scene.goal(new Goal("slider", new Vector3(0, 0, 1), 0.05)));
    page.resize(360, 740);
    page.prefer("dark");
    page.evaluate("replay.seek(0.5)");
    page.await("replay.drawn()");

    assertThat(page.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests()).hasSize(1).first().asString().startsWith("file:");
  }

  private static Page open(SceneJson scene) throws IOException {
    double[] x = {0, STEPS * PERIOD};
    Plot plot =
        new Plot("a plot", "time [s]", "[-]").add("line", x, x, 0, Mark.LINE).overTime();
    String html = new Report("A scene", "of a test")
        .stage(new Scene("the scene", scene.json(), scene.hasGhost()), List.of(plot, plot))
        .html();
    Path file = Files.writeString(Files.createTempFile(folder, "scene", ".html"), html);
    Page page = browser.open(file, 1000, 700);
    page.await("window.replay");
    return page;
  }

  private static double[][] motion(int joints, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] q = new double[STEPS + 1][joints];
    for (double[] row : q) {
      Arrays.setAll(row, joint -> random.nextDouble(-2, 2));
    }
    return q;
  }

  private static double[] rows(Transform pose) {
    Matrix3 R = pose.rotation();
    Vector3 p = pose.translation();
    return new double[] {
      R.xx(), R.xy(), R.xz(), p.x(), R.yx(), R.yy(), R.yz(), p.y(), R.zx(), R.zy(), R.zz(), p.z(),
      0, 0, 0, 1
    };
  }

  private static double[] numbers(List<?> values) {
    return values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
  }

  private static int changed(BufferedImage a, BufferedImage b) {
    int count = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        count += Zoo.distance(a.getRGB(x, y), b.getRGB(x, y)) > 60 ? 1 : 0;
      }
    }
    return count;
  }
}
