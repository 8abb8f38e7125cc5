package dev.trammel.calibration.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An emulated robot on virtual time, with a broker of its own. What it drew for itself is in a file
 * that only the judge reads.
 */
final class DeviceProcess implements AutoCloseable {

  /** What every robot is called. */
  static final String NAME = "bench";

  private static final Pattern ADDRESS = Pattern.compile("mqtts?://\\S+");
  private static final Pattern READY = Pattern.compile("connected to");
  private static final long PATIENCE_SECONDS = 300;
  private static final long GLANCE_MILLIS = 50;

  private final Process process;
  private final Path said;
  private final Path truth;
  private final String address;

  /**
   * Begins one and waits until it can be reached.
   *
   * @param options of {@code trammel device} that say what is hidden
   * @param setting for its address, such as {@code reset=place}; empty for none
   * @param folder for what it says
   */
  DeviceProcess(String task, List<String> options, String setting, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    said = folder.resolve("device.txt");
    truth = folder.resolve("truth.json");
    List<String> arguments = new ArrayList<>(List.of("device", task, "--name", NAME));
    arguments.addAll(List.of("--broker", "embedded", "--port", "0", "--virtual-time"));
    arguments.addAll(List.of("--truth", truth.toString()));
    arguments.addAll(options);
    process = Program.start(arguments, said);
    try {
      address = reached() + (setting.isEmpty() ? "" : "?" + setting);
    } catch (IOException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private String reached() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
      String text = Files.readString(said);
      Matcher found = ADDRESS.matcher(text);
      if (READY.matcher(text).find() && found.find()) {
        return found.group();
      }
    }
    throw new IOException("a robot did not come up: " + Files.readString(said).strip());
  }

  /** Where it is. */
  String address() {
    return address;
  }

  /** What it really is; for the judge. */
  Path truth() {
    return truth;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
