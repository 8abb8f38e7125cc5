package dev.trammel.hardware.benchmark;

import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.run.Machine;
import dev.trammel.hardware.broker.EmbeddedBroker;
import dev.trammel.hardware.broker.MosquittoProcess;
import dev.trammel.hardware.mqtt.Credentials;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures round trips over brokers. */
@Command(
    name = "link",
    description =
        "Measure round trips of messages: from a controller over a broker to a device and back. Over"
            + " the embedded broker and, where it is installed, over mosquitto, each started for it;"
            + " or over the one that is named. The device's end runs in this program too.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel bench link",
      "  trammel bench link --seconds 60 --rate 250 --json",
      "  trammel bench link --broker mqtt://bench/link",
      "  trammel bench link --broker mqtts://lab@bench/lab   # one certificate for both ends",
    })
final class LinkCommand implements Callable<Integer> {

  private static final int WARM_UP_SECONDS = 3;
  private static final int LEAST_BYTES = 12;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Option(
      names = "--broker",
      paramLabel = "ADDRESS",
      description = "mqtt://[USER@]HOST[:PORT]/DEVICE, or mqtts://… ; not while a device of that"
          + " name is connected.")
  private @Nullable String broker;

  @Option(
      names = "--rate",
      paramLabel = "HZ",
      defaultValue = "100",
      description = "Messages per second. Default: 100.")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "That count, after 3 that do not, of each quality of service. Default: 30.")
  private int seconds;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "256",
      description = "Size of a message. Default: 256.")
  private int bytes;

  private final List<LinkResult> results = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    UsageException.requireAtLeast(rate, 1, "--rate");
    UsageException.requireAtLeast(seconds, 1, "--seconds");
    UsageException.requireAtLeast(bytes, LEAST_BYTES, "--bytes");
    Terminal terminal = common.terminal();
    if (broker != null) {
      LinkAddress address = LinkAddress.parse(broker);
      measure(address.broker(), address, terminal);
    } else {
      measureEmbedded(terminal);
      measureMosquitto(terminal);
    }
    report(terminal);
    return 0;
  }

  private void measureEmbedded(Terminal terminal) throws IOException {
    try (EmbeddedBroker embedded = EmbeddedBroker.start(0)) {
      measure("embedded", embedded.address("bench", "bench"), terminal);
    }
  }

  private void measureMosquitto(Terminal terminal) throws IOException {
    if (!MosquittoProcess.isInstalled()) {
      terminal.say("without mosquitto, which is not installed");
      return;
    }
    Path folder = Files.createTempDirectory("trammel-bench");
    try (MosquittoProcess mosquitto = MosquittoProcess.open(folder)) {
      LinkAddress address = new LinkAddress(false, "bench", "localhost", mosquitto.port(), "bench");
      measure("mosquitto", address, terminal);
    } finally {
      Files.deleteIfExists(folder.resolve("mosquitto.conf"));
      Files.deleteIfExists(folder.resolve("mosquitto.log"));
      Files.deleteIfExists(folder);
    }
  }

  private void measure(String name, LinkAddress address, Terminal terminal) throws IOException {
    for (int qos = 0; qos <= 1; qos++) {
      terminal.progress(name + ", QoS " + qos + ": " + (WARM_UP_SECONDS + seconds) + " s");
      LinkBench.Pace pace =
          new LinkBench.Pace(rate, WARM_UP_SECONDS * rate, seconds * rate, qos, bytes);
      try (LinkBench bench = new LinkBench(address, new MqttLinker(Credentials.standard()), pace)) {
        results.add(bench.run(name));
      }
    }
  }

  private void report(Terminal terminal) {
    Machine machine = Machine.here();
    terminal.say(machine.describe());
    terminal.say("");
    terminal.say(LinkResult.header());
    results.forEach(result -> terminal.say(result.line()));
    for (LinkResult result : results) {
      terminal.say("");
      result.histogram().forEach(terminal::say);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bench", "link");
    json.put("machine", machine.toJson());
    json.put("links", results.stream().map(LinkResult::toJson).toList());
    terminal.result(json);
  }
}
