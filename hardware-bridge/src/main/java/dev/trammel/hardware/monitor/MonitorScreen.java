package dev.trammel.hardware.monitor;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Numbers;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A device in lines for people. */
public final class MonitorScreen {

  /** Of the counters in section 7, by number. */
  private static final List<String> CAUSES = List.of(
      "malformed",
      "version",
      "type",
      "layout",
      "session",
      "sequence",
      "expired",
      "state",
      "value",
      "unsupported");

  private static final double MILLIS = 1e3;
  private static final int DIGITS = 4;
  private static final int SESSION_SHIFT = 32;

  private final String address;

  /** Of the device at this address. */
  public MonitorScreen(String address) {
    this.address = address;
  }

  /** All that is known. */
  public List<String> lines(DeviceView view) {
    List<String> lines = new ArrayList<>();
    lines.add(head(view));
    lines.add("state      " + state(view));
    lines.add(String.format(
        Locale.ROOT,
        "link       %s; round trip %s in the middle, %s at p99, %d unanswered",
        view.link(),
        millis(view.median()),
        millis(view.p99()),
        view.pings()));
    lines.add(String.format(
        Locale.ROOT,
        "readings   %.1f per second, %d lost, newest %s old",
        view.rate(),
        view.lost(),
        millis(view.age())));
    view.state().ifPresent(state -> detail(lines, view.birth(), state));
    if (!view.disbelieved().isEmpty()) {
      lines.add("not taken  what came here as the device's: " + causes(view.disbelieved()));
    }
    view.events().forEach(event -> lines.add("event      " + event));
    return lines;
  }

  private String head(DeviceView view) {
    if (view.presence().isEmpty() && view.birth().isEmpty()) {
      return address + ": not heard of yet";
    }
    StringJoiner words = new StringJoiner(", ", address + ": ", "");
    view.presence().ifPresent(presence -> words.add(presence.name().toLowerCase(Locale.ROOT)));
    view.birth().ifPresent(birth -> {
      Birth.Identity identity = birth.identity();
      words.add("boot " + Integer.toHexString(identity.boot()));
      words.add(identity.firmware());
      words.add(identity.emulated() ? "emulated" : "a robot");
      words.add(identity.virtualTime() ? "virtual time" : "real time");
      words.add("calibration " + birth.robot().calibration());
    });
    return words.toString();
  }

  /** State, lease and stop in one line; also what programs without a terminal print. */
  public String state(DeviceView view) {
    if (view.state().isEmpty()) {
      return "not heard of yet";
    }
    Report.State state = view.state().get();
    StringJoiner words = new StringJoiner(", ");
    String name = state.condition().state().toString();
    if (state.condition().state() == DeviceState.ACTIVE) {
      name += " " + state.condition().activity().toString().toLowerCase(Locale.ROOT);
    }
    words.add(
        state.condition().fault() == Fault.NONE
            ? name
            : name + " " + state.condition().fault());
    if (state.run() != 0 && state.condition().activity() != Activity.NONE) {
      words.add("run " + state.run() + " step " + state.step());
    }
    words.add(
        state.session() == 0
            ? "no lease"
            : "lease " + (state.session() & 0xFFFFFFFFL) + " of boot "
                + Long.toHexString(state.session() >>> SESSION_SHIFT));
    if (state.stopped()) {
      words.add("STOP STANDS");
    }
    return words.toString();
  }

  private static void detail(List<String> lines, Optional<Birth> birth, Report.State state) {
    lines.add("requests   " + state.counters().accepted() + " accepted, "
        + state.counters().gaps() + " skipped, refused: " + refused(state));
    Optional<PlantSpec> spec = birth.map(known -> known.robot().spec());
    List<String> sensors = spec.map(known -> names(known.sensors())).orElse(List.of());
    List<String> inputs = spec.map(known -> names(known.actuators())).orElse(List.of());
    lines.add("sensors    " + values(sensors, state.sensors()));
    lines.add("requested  " + values(inputs, state.requested()));
    lines.add("applied    " + values(inputs, state.applied()));
  }

  private static String refused(Report.State state) {
    StringJoiner words = new StringJoiner(", ");
    long[] rejected = state.counters().rejected();
    for (int i = 0; i < rejected.length; i++) {
      if (rejected[i] > 0) {
        words.add(rejected[i] + " " + CAUSES.get(i));
      }
    }
    return words.length() == 0 ? "none" : words.toString();
  }

  private static String causes(Map<Code, Long> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(entry -> entry.getValue() + " " + CAUSES.get(entry.getKey().counter()))
            .collect(Collectors.joining(", "));
  }

  private static List<String> names(List<Channel> channels) {
    return channels.stream().map(Channel::name).toList();
  }

  private static String values(List<String> names, double[] values) {
    StringJoiner words = new StringJoiner(", ");
    for (int i = 0; i < values.length; i++) {
      String name = i < names.size() ? names.get(i) : "";
      words.add((name + " " + Numbers.significant(values[i], DIGITS)).strip());
    }
    return words.length() == 0 ? "none" : words.toString();
  }

  private static String millis(double seconds) {
    return Double.isNaN(seconds)
        ? "not known"
        : String.format(Locale.ROOT, "%.2f ms", seconds * MILLIS);
  }
}
