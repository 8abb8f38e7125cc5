package dev.trammel.hardware.cli;

import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.emulated.DeviceHost;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Event;
import dev.trammel.hardware.wire.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** Shows people how a device is: what it is at first, what the device tells people, and one live line. */
final class DeviceStatus {

  private static final long BETWEEN_LINES = 250_000_000;
  private static final int SENSORS_SHOWN = 4;

  private final Terminal terminal;
  private final DeviceHost host;
  private final LinkAddress address;
  private final Task task;
  private String link = "";
  private long last;

  DeviceStatus(Terminal terminal, DeviceHost host, LinkAddress address, Task task) {
    this.terminal = terminal;
    this.host = host;
    this.address = address;
    this.task = task;
    last = System.nanoTime();
  }

  /** @param hidden what may be told of what is hidden */
  void begin(String hidden) {
    Birth birth = host.device().birth();
    String scheme = address.secure() ? "mqtts://" : "mqtt://";
    String reached = scheme + address.host() + (address.port() == 1883 ? "" : ":" + address.port())
        + "/" + address.device();
    terminal.say("device    " + reached + "  boot "
        + String.format("%08x", birth.identity().boot())
        + "  layout " + String.format("%08x", birth.layout().crc()));
    terminal.say("robot     " + birth.robot().spec().name() + " of task " + task.name()
        + ", emulated" + hidden + ", "
        + (birth.identity().virtualTime() ? "virtual" : "real") + " time, period "
        + birth.periodMicros() / 1000.0 + " ms");
    for (Channel actuator : birth.robot().spec().actuators()) {
      terminal.say("input     " + actuator.name() + " " + actuator.lower() + " to "
          + actuator.upper() + " " + actuator.unit());
    }
    if (task.plant().calibration().isPresent()) {
      terminal.say("works by  calibration " + task.plant().calibrationSha256());
    }
    terminal.say("try       trammel train " + task.name() + " --plant " + reached);
    terminal.say("stop      Ctrl-C");
  }

  /** What the device tells people, by its own clock: each change of state, and why. */
  static void tell(Terminal terminal, Event event) {
    terminal.say(String.format(Locale.ROOT, "%.4f s  %s", event.time(), event.text()));
  }

  /** Shows what is new; cheap where nothing is. */
  void update() {
    long now = System.nanoTime();
    boolean isDue = now - last >= BETWEEN_LINES;
    String found = link(isDue);
    if (!found.equals(link)) {
      link = found;
      terminal.say(found);
    }
    if (isDue) {
      last = now;
      if (terminal.isOverwriting()) {
        terminal.progress(line(host.device().report()));
      }
    }
  }

  /**
   * How the way to the broker is.
   *
   * @param isDue whether an attempt has had its time
   */
  private String link(boolean isDue) {
    if (host.link().isConnected()) {
      return "connected to " + address.broker();
    }
    if (!isDue && !link.startsWith("connected")) {
      return link;
    }
    try {
      host.link().awaitConnected(Duration.ZERO);
      return link;
    } catch (LinkException e) {
      return "no connection, trying again: " + e.getMessage();
    }
  }

  void end() {
    terminal.say("stopped, " + text(host.device().condition()));
  }

  private String user() {
    String user = host.device().user();
    return user.isEmpty() ? "" : "  lease " + user;
  }

  private static String text(Report.Condition condition) {
    String activity = switch (condition.activity()) {
      case NONE -> "";
      default -> " " + condition.activity().name().toLowerCase(Locale.ROOT);
    };
    String fault = switch (condition.fault()) {
      case NONE -> "";
      default -> " " + condition.fault();
    };
    return condition.state() + activity + fault;
  }

  private String line(Report.State state) {
    StringBuilder line = new StringBuilder(text(state.condition())).append(user());
    line.append("  run ").append(state.run()).append(" step ").append(state.step());
    line.append("  accepted ").append(state.counters().accepted());
    line.append(" refused ").append(LongStream.of(state.counters().rejected()).sum());
    line.append("  x ");
    Arrays.stream(state.sensors()).limit(SENSORS_SHOWN).forEach(x -> line.append(number(x)));
    line.append(" u ");
    Arrays.stream(state.applied()).limit(SENSORS_SHOWN).forEach(u -> line.append(number(u)));
    return line.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, " %.2f", value);
  }
}
