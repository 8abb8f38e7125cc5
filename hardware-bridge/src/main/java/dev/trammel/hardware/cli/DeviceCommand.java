package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.CalibrationOption;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Interruption;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import dev.trammel.hardware.broker.EmbeddedBroker;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.emulated.EmulatedRobot;
import dev.trammel.hardware.hidden.Hidden;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.wire.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an emulated robot behind the real protocol. */
@Command(
    name = "device",
    description =
        "Run an emulated robot behind MQTT, as if it were a real one, until Ctrl-C; it then comes"
            + " to rest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel device cartpole --broker embedded",
      "  trammel device arm-reach --broker mqtt://localhost --name arm1 --hidden-seed 7",
      "  trammel device joint-bench --hidden matching --hidden-seed 3 --truth truth.json",
      "  trammel device joint-bench --hidden matching --hidden-seed 3 --calibration cal/lever",
      "  trammel train cartpole-swingup --plant mqtt://localhost/cartpole",
    })
public final class DeviceCommand implements Callable<Integer> {

  private static final String EMBEDDED = "embedded";
  private static final int USUAL_PORT = 1883;

  @Parameters(
      paramLabel = "TASK",
      description = "Whose robot it is: a shipped task, or the beginning of its name, or a file.")
  private String task = "";

  @Option(
      names = "--broker",
      paramLabel = "ADDRESS",
      description = "mqtt://HOST[:PORT], mqtts://HOST[:PORT], or embedded: one that starts here, on"
          + " port 1883. Default: ${DEFAULT-VALUE}.")
  private String broker = EMBEDDED;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Of the embedded broker; 0 for any that is free. Default: 1883.")
  private int port = USUAL_PORT;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the device, also its user name. Default: the robot's.")
  private @Nullable String name;

  @Mixin
  private HiddenOptions hidden = new HiddenOptions();

  @Mixin
  private CalibrationOption calibration = new CalibrationOption();

  @Option(
      names = "--virtual-time",
      description = "Time passes only as a controller grants it, as fast as this machine can.")
  private boolean virtualTime;

  @Option(
      names = "--latency",
      paramLabel = "MS",
      description = "Each message, either way, is so late [ms]. Default: 0.")
  private double latency;

  @Option(
      names = "--jitter",
      paramLabel = "MS",
      description = "And by up to this more or less [ms]. Default: 0.")
  private double jitter;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Task read = calibration.of(TaskReader.read(file(), List.of()));
    String device = deviceName(read);
    if (!(latency >= 0 && jitter >= 0 && Double.isFinite(latency + jitter))) {
      throw new UsageException(
          "--latency and --jitter must be at least 0, were " + latency + " and " + jitter);
    }
    Hidden chosen = hidden.of(read.plant().described());
    EmulatedRobot robot =
        EmulatedRobot.of(read, new EmulatedRobot.Choice(device, boot(), chosen, virtualTime));
    hidden.keepTruth(read.plant().described(), chosen);
    if (!broker.equals(EMBEDDED)) {
      return run(read, robot, address(device));
    }
    try (EmbeddedBroker own = EmbeddedBroker.start(port)) {
      return run(read, robot, own.address(device, device));
    }
  }

  private int run(Task read, EmulatedRobot robot, LinkAddress address) throws InterruptedException {
    Terminal terminal = common.terminal();
    DeviceHost.Latency network = new DeviceHost.Latency(latency, jitter);
    Story story = new Story(
        new Topics(address.device()).event(), event -> DeviceStatus.tell(terminal, event));
    DeviceHost.Machine machine =
        new DeviceHost.Machine(robot.settings(), robot.body(), story, robot.watchdog());
    try (Interruption interruption = Interruption.watch();
        DeviceHost host =
            new DeviceHost(machine, new MqttLinker(Credentials.standard()), address, network)) {
      DeviceStatus status = new DeviceStatus(terminal, host, address, read);
      status.begin(hidden.text());
      host.run(() -> {
        status.update();
        return interruption.isRequested();
      });
      status.end();
    }
    return ExitCode.INTERRUPTED;
  }

  /** Any but 0. */
  private static int boot() {
    SecureRandom random = new SecureRandom();
    int boot = 0;
    while (boot == 0) {
      boot = random.nextInt();
    }
    return boot;
  }

  private LinkAddress address(String device) {
    String whole = broker.replaceFirst("/+$", "") + "/" + device;
    return LinkAddress.parse(whole).withUser(device);
  }

  private String deviceName(Task read) {
    String chosen = name != null ? name : read.plant().robot().name();
    try {
      Topics.requireName(chosen, "device");
      return chosen;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() + (name == null ? "; choose one by --name" : ""), e);
    }
  }

  /** A task may be named by how its name begins, where that is clear. */
  private Path file() throws IOException {
    TaskCatalog catalog = TaskCatalog.shipped();
    List<String> meant =
        catalog.names().stream().filter(known -> known.startsWith(task + "-")).toList();
    Optional<String> exact = catalog.names().stream().filter(task::equals).findFirst();
    return catalog.find(exact.isEmpty() && meant.size() == 1 ? meant.get(0) : task);
  }
}
