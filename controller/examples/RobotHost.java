import dev.trammel.controller.spi.ControllerPlugin;
import dev.trammel.controller.spi.HostDescription;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.ServiceLoader;

/**
 * A robot controller that runs what Trammel has learned; trammel-controller and its dependencies are
 * all that it needs: java -cp 'lib/*' RobotHost.java peg.trammel robot.urdf public.pem hole .6 .05 .3
 *
 * <p>The robot is at the other end of standard input and output, where yours has its field bus: a byte
 * 1 and all sensors as doubles ask for a cycle's status and efforts, any other byte ends the episode.
 */
public final class RobotHost {

  public static void main(String[] arguments) throws Exception {
    // a bundle for another robot, or not signed by whom we trust, is refused here
    byte[] urdf = Files.readAllBytes(Path.of(arguments[1]));
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(urdf);
    HostDescription host = HostDescription.unknown()
        .withRobotSha256(HexFormat.of().formatHex(sha256))
        .trusting(Path.of(arguments[2]));
    ControllerPlugin plugin = ServiceLoader.load(ControllerPlugin.class).findFirst().orElseThrow();
    plugin.configure(Path.of(arguments[0]), host);

    // what the episode is about: where its target is, or a condition that the bundle knows
    if (arguments.length > 4) {
      plugin.setTarget(arguments[3], Double.parseDouble(arguments[4]),
          Double.parseDouble(arguments[5]), Double.parseDouble(arguments[6]));
    } else {
      plugin.setCondition(arguments[3]);
    }
    System.err.println(plugin.activate());
    run(plugin, new DataInputStream(System.in), new DataOutputStream(System.out));
    plugin.deactivate();
    plugin.cleanup();
  }

  /** The cycles: this belongs into your real-time thread, once per period of the robot. */
  static void run(ControllerPlugin plugin, DataInputStream sensors, DataOutputStream drives)
      throws Exception {
    double[] observation = new double[plugin.robot().observationSize()];
    double[] efforts = new double[plugin.robot().actionSize()];
    while (sensors.readByte() == 1) {
      for (int i = 0; i < observation.length; i++) {
        observation[i] = sensors.readDouble();
      }
      drives.writeByte(plugin.update(observation, efforts).ordinal());
      for (double effort : efforts) {
        drives.writeDouble(effort);
      }
      drives.flush();
    }
  }
}
