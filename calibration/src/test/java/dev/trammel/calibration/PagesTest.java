package dev.trammel.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.calibration.Trammel.Ended;
import dev.trammel.controller.browser.Browser;
import dev.trammel.controller.browser.Page;
import dev.trammel.controller.replay.EpisodeChoice;
import dev.trammel.controller.replay.ReplayedEpisode;
import dev.trammel.controller.robot.Frame;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.run.RunFolder;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that people look at, of an arm that began to learn, in a browser. */
class PagesTest {

  private static final String SHORT =
      "algorithm.budget={iterations: 1, seconds: 1000, confirmations: 0}";

  @TempDir
  private static Path folder;

  private static Browser browser;

  @BeforeAll
  static void learnAndLook() throws Exception {
    Ended train = Trammel.run(
        folder,
        "train",
        "arm-reach",
        "--out",
        "arm",
        "--set",
        SHORT,
        "--set",
        "episode.steps=60",
        "--set",
        "algorithm.excitation.episodes=1",
        "--set",
        "algorithm.model.points=30",
        "--quiet");
    assertThat(folder.resolve("arm/report.html")).as(train.err()).isNotEmptyFile();
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  static void close() {
    browser.close();
  }

  @Test
  void theReportOpensWithoutComplaints() {
    Page page = browser.open(folder.resolve("arm/report.html"), 1200, 900);

    assertThat(page.number("document.querySelectorAll('figure svg.data path').length"))
        .isGreaterThan(50);
    assertThat(page.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(1200);
    assertUndisturbed(page);
  }

  @Test
  void theComparisonOpensWithoutComplaints() throws Exception {
    Trammel.run(
        folder,
        "study",
        "pendulum-swingup",
        "--seeds",
        "2",
        "--out",
        "s",
        "--set",
        SHORT,
        "--quiet");
    Ended compare = Trammel.run(folder, "compare", "s/seed-000", "s/seed-001", "s");
    assertThat(compare.code()).as(compare.err()).isZero();
    Page page = browser.open(folder.resolve("compare.html"), 1200, 900);

    assertThat(page.number("document.querySelectorAll('figure svg.data path').length"))
        .isGreaterThan(10);
    assertUndisturbed(page);
  }

  @Test
  void theArmIsSeenMoving() throws Exception {
    Page page = openReplay();
    assertThat(page.number("replay.end")).isEqualTo(3, within(1e-9));
    page.evaluate("replay.seek(0)");
    page.await("replay.drawn()");
    BufferedImage before = page.picture(".screen");
    page.evaluate("replay.play()");
    page.await("replay.time() > 0.5");
    page.evaluate("replay.seek(replay.end / 2)");
    page.await("replay.drawn()");
    BufferedImage after = page.picture(".screen");

    assertThat(bluePixels(before)).isGreaterThan(1000);
    assertThat(bluePixels(after)).isGreaterThan(1000);
    assertThat(changed(before, after)).isGreaterThan(1000);
    assertUndisturbed(page);
  }

  @Test
  void theArmStandsWhereKinematicsPutsIt() throws Exception {
    Page page = openReplay();
    ReplayedEpisode episode;
    try (RunFolder run = RunFolder.open(folder.resolve("arm"))) {
      episode = EpisodeChoice.best("0").in(run);
    }
    RobotModel robot = episode.task().plant().robot();
    Kinematics kinematics = new Kinematics(robot);
    for (int step : new int[] {0, 33, 60}) {
      kinematics.update(episode.jointPositions()[step]);
      page.evaluate("replay.seek(" + step * episode.task().plant().period() + ")");
      List<?> poses = page.list("replay.poses()");
      for (int body = 0; body < robot.degreesOfFreedom(); body++) {
        Vector3 p = kinematics.pose(new Frame(body, Transform.IDENTITY)).translation();
        List<?> rows = (List<?>) poses.get(body);
        assertThat(entry(rows, 3)).isEqualTo(p.x(), within(1e-6));
        assertThat(entry(rows, 7)).isEqualTo(p.y(), within(1e-6));
        assertThat(entry(rows, 11)).isEqualTo(p.z(), within(1e-6));
      }
    }
  }

  private static Page openReplay() throws Exception {
    Ended replay = Trammel.run(folder, "replay", "arm", "--condition", "0", "--out", "r.html");
    assertThat(replay.code()).as(replay.err()).isZero();
    Page page = browser.open(folder.resolve("r.html"), 1400, 900);
    page.await("window.replay");
    return page;
  }

  private static void assertUndisturbed(Page page) {
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests()).hasSize(1).first().asString().startsWith("file:");
  }

  private static double entry(List<?> row, int i) {
    return ((Number) row.get(i)).doubleValue();
  }

  /** The drums of a skeleton's joints are blue; ground, sky and bars are grey. */
  private static int bluePixels(BufferedImage picture) {
    int count = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int rgb = picture.getRGB(x, y);
        count += (rgb & 0xFF) - (rgb >> 16 & 0xFF) > 60 ? 1 : 0;
      }
    }
    return count;
  }

  private static int changed(BufferedImage a, BufferedImage b) {
    int count = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        int green = (a.getRGB(x, y) >> 8 & 0xFF) - (b.getRGB(x, y) >> 8 & 0xFF);
        count += Math.abs(green) > 30 ? 1 : 0;
      }
    }
    return count;
  }
}
