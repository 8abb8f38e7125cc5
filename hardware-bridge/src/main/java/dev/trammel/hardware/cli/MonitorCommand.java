package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Interruption;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.hardware.monitor.DeviceView;
import dev.trammel.hardware.monitor.DeviceWatch;
import dev.trammel.hardware.monitor.MonitorScreen;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.Link;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.LinkOptions;
import dev.trammel.hardware.mqtt.MqttLinker;
import dev.trammel.hardware.wire.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Watches a device. */
@Command(
    name = "monitor",
    description = "Watch a device, live in the terminal: its state and faults, who holds the"
        + " lease, readings and inputs, rates, round trips, and what it refused. Commands nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel monitor mqtt://localhost/cartpole",
      "  trammel monitor mqtts://bench/arm1 --user lab --seconds 10 --json",
    })
public final class MonitorCommand implements Callable<Integer> {

  private static final long PING_MILLIS = 50;
  private static final int PINGS_PER_PAINT = 5;
  private static final int PINGS_PER_LINE = 20;
  private static final double NANOS = 1e9;

  @Mixin
  private RobotOptions robot = new RobotOptions();

  @Option(names = "--seconds", paramLabel = "S", description = "How long. Default: until Ctrl-C.")
  private double seconds = Double.POSITIVE_INFINITY;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws InterruptedException {
    if (!(seconds > 0)) {
      throw new UsageException("--seconds must be positive, was " + seconds);
    }
    LinkAddress place = robot.address();
    long first = new SplittableRandom().nextLong() >>> 1;
    DeviceWatch watch =
        new DeviceWatch(new Topics(place.device()), place.user(), first, System::nanoTime);
    LinkOptions options = new LinkOptions(
        place, place.user() + "-monitor-" + Long.toHexString(first), null, watch.subscriptions());
    Terminal terminal = common.terminal();
    try (Interruption interruption = Interruption.watch();
        Link link = new MqttLinker(Credentials.standard()).open(options, watch)) {
      watch(watch, link, interruption, terminal, new MonitorScreen(place.toString()));
      terminal.result(json(watch.view()));
      return wasHeard(watch.view(), link, terminal) ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static boolean wasHeard(DeviceView view, Link link, Terminal terminal) {
    if (view.birth().isPresent() || view.state().isPresent()) {
      return true;
    }
    try {
      link.awaitConnected(Duration.ZERO);
      terminal.say("The broker knows no robot of this name.");
    } catch (LinkException e) {
      terminal.say("Nothing was heard: " + e.getMessage());
    }
    return false;
  }

  private void watch(
      DeviceWatch watch,
      Link link,
      Interruption interruption,
      Terminal terminal,
      MonitorScreen screen)
      throws InterruptedException {
    long begin = System.nanoTime();
    int perLook = terminal.isOverwriting() ? PINGS_PER_PAINT : PINGS_PER_LINE;
    int pings = 0;
    while (!interruption.isRequested() && (System.nanoTime() - begin) / NANOS < seconds) {
      watch.ping(link);
      pings++;
      if (pings % perLook == 0) {
        look(watch.view(), terminal, screen);
      }
      Thread.sleep(PING_MILLIS);
    }
  }

  private static void look(DeviceView view, Terminal terminal, MonitorScreen screen) {
    if (terminal.isOverwriting()) {
      terminal.paint(screen.lines(view));
    } else {
      terminal.say(screen.state(view));
    }
  }

  private static Map<String, Object> json(DeviceView view) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("link", view.link());
    view.presence().ifPresent(presence -> json.put("presence", presence.name()));
    view.birth().ifPresent(birth -> {
      json.put("device", birth.identity().device());
      json.put("boot", Integer.toHexString(birth.identity().boot()));
    });
    view.state().ifPresent(state -> {
      json.put("state", state.condition().state().toString());
      json.put("activity", state.condition().activity().toString());
      json.put("fault", state.condition().fault().toString());
      json.put("stopped", state.stopped());
      json.put("session", state.session());
      json.put("accepted", state.counters().accepted());
      json.put("rejected", state.counters().rejected());
      json.put("sensors", state.sensors());
      json.put("applied", state.applied());
    });
    json.put("states_per_second", view.rate());
    json.put("states_lost", view.lost());
    json.put(
        "disbelieved", view.disbelieved().values().stream().mapToLong(n -> n).sum());
    json.put("round_trip_median_seconds", view.median());
    json.put("round_trip_p99_seconds", view.p99());
    json.put("events", view.events());
    return json;
  }
}
