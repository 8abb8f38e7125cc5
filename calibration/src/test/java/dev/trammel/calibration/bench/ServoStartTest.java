package dev.trammel.calibration.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.broker.MosquittoProcess;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.remote.RemoteBench;
import dev.trammel.hardware.remote.RemoteSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lever over a real broker whose encoder is known to read less than it goes and a bit, which it does not know
 * itself: its own servo brings it to the starts of motions.
 */
class ServoStartTest {

  private static final double OFFSET = 0.3;
  private static final double START = 0.6;

  @TempDir
  private Path folder;

  private DescribedRobot lever;

  @BeforeEach
  void describe() throws IOException {
    assumeTrue(MosquittoProcess.isInstalled(), "mosquitto is not installed");
    lever = DescribedRobot.lever();
  }

  /** What is asked of the robot. */
  private interface Question {

    void ask(LiveSession session, Furthest furthest);
  }

  /** Whoever watches how far the encoder goes, on the way to a start too. */
  private static final class Furthest implements SessionWatcher {

    private volatile double reading;

    @Override
    public void say(String line) {
      // watches the numbers alone
    }

    @Override
    public void begin(String name, double seconds) {
      // watches the numbers alone
    }

    @Override
    public void read(double seconds, double[] read, double[] applied) {
      reading = Math.max(reading, read[0]);
    }

    @Override
    public boolean isInterrupted() {
      return false;
    }
  }

  private void asked(double gear, String way, Question question) throws Exception {
    Hidden hidden = Hidden.of("gear=" + Math.abs(gear) + ",offset=" + OFFSET + ".." + OFFSET, 0);
    EmulatedRobot emulated =
        EmulatedRobot.of(lever.task(), new EmulatedRobot.Choice("lever", 1, hidden, true));
    MqttLinker linker = new MqttLinker(new Credentials(folder));
    AtomicBoolean over = new AtomicBoolean();
    try (MosquittoProcess broker = MosquittoProcess.open(folder);
        DeviceHost host = new DeviceHost(
            emulated,
            linker,
            LinkAddress.parse(address(broker, "lever")),
            DeviceHost.Latency.NONE)) {
      Thread device = new Thread(() -> live(host, over));
      device.start();
      try (RemoteBench body = new RemoteBench(
          lever.task().plant(), RemoteSettings.parse(address(broker, "lab") + way), linker)) {
        body.open();
        Furthest furthest = new Furthest();
        BenchRobot robot = known(body, gear);
        question.ask(
            new LiveSession(
                robot,
                DescribedRobot.SETTINGS,
                body,
                RawData.create(folder, robot.nameplate().spec()),
                furthest),
            furthest);
      }
      over.set(true);
      device.join();
    }
  }

  private static String address(MosquittoProcess broker, String user) {
    return "mqtt://" + user + "@localhost:" + broker.port() + "/lever";
  }

  private static void live(DeviceHost host, AtomicBoolean over) {
    try {
      host.run(over::get);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private BenchRobot known(RemoteBench body, double gear) {
    return lever
        .saying(body.nameplate())
        .knowing(found -> found
            .with("pivot", Quantity.SIGN, Math.signum(gear))
            .with("pivot", Quantity.GEAR, Math.abs(gear))
            .with("pivot", Quantity.OFFSET, OFFSET))
        .robot();
  }

  private static Motion falling() {
    return LeverMotions.from(START, LeverMotions.push(0, 10, 1));
  }

  @Test
  void itIsBroughtToWhereItsEncoderReadsWhatItDoesAtTheStart() throws Exception {
    asked(0.9, "", (session, furthest) -> {
      Recording recording = session.perform(falling());

      double read = 0.9 * START + OFFSET;
      assertThat(recording.reading(0, 0)).isEqualTo(read, within(0.05));
      assertThat(furthest.reading).isLessThan(read + 0.05);
    });
  }

  @Test
  void itIsNotSentAnywhereWhereItsServoWouldRunAway() throws Exception {
    asked(
        -0.5,
        "",
        (session, furthest) -> assertThatThrownBy(() -> session.perform(falling()))
            .isInstanceOf(UsageException.class)
            .hasMessageContaining("the encoder of pivot counts backwards")
            .hasMessageContaining("promote what was found and start the robot by it"));
  }

  @Test
  void itIsNotSentAnywhereWhereItsServoWouldBeTwiceAsFastAsItKnows() throws Exception {
    asked(
        0.5,
        "",
        (session, furthest) -> assertThatThrownBy(() -> session.perform(falling()))
            .isInstanceOf(UsageException.class)
            .hasMessageContaining("the encoder of pivot reads 0.5 of its way")
            .hasMessageContaining("promote what was found and start the robot by it"));
  }

  @Test
  void whereHandsPutItItsEncoderReadsWhatItDoes() throws Exception {
    asked(-0.5, "?reset=place", (session, furthest) -> {
      Recording recording = session.perform(falling());

      assertThat(recording.reading(0, 0)).isEqualTo(0.5 * START + OFFSET, within(0.01));
    });
  }
}
