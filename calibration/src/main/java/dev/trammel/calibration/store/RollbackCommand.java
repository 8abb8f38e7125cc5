package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.CalibrationInForce;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a promotion back. */
@Command(
    name = "rollback",
    description =
        "Bring into force again what was before the last promotion, or what you name, once a"
            + " person typed the robot's name. Files stay.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  trammel calibrate rollback",
      "  trammel calibrate rollback cal/arm1 --to 1a2b3c4d",
      "  trammel calibrate rollback cal/arm1 --to none",
    })
final class RollbackCommand implements Callable<Integer> {

  private static final String PARENT = "parent";

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The robot's folder. Default: the only one in cal.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "WHICH",
      description = "A calibration's file name or the first digits of its hash; parent for the one"
          + " that the one in force goes on from; or none. Default: what was in force before.")
  private Optional<String> to = Optional.empty();

  @Option(names = "--yes", description = "Do not ask for the robot's name.")
  private boolean yes;

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    CalibrationStore store = StorePlace.of(folder).store();
    Optional<CalibrationFile> current = store.current();
    if (current.isEmpty() && to.filter(which -> !which.equals(PARENT)).isEmpty()) {
      throw new UsageException(
          store.folder() + ": no calibration is in force there, so there is none to be taken back");
    }
    Optional<String> name = target(store, current);
    terminal.say(
        "In force: " + name(current) + "; after this: " + name.orElse(CalibrationInForce.NONE));
    if (!yes) {
      TypedName.require(store.device(), "roll back", terminal);
    }
    Optional<CalibrationFile> now = store.rollback(Instant.now(), name);
    terminal.say(now.map(file -> "In force now: " + file.path() + ", SHA-256 " + file.sha256())
        .orElse("None is in force now."));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", store.device());
    json.put("before", current.map(CalibrationFile::sha256).orElse(CalibrationInForce.NONE));
    json.put("now", now.map(CalibrationFile::sha256).orElse(CalibrationInForce.NONE));
    terminal.result(json);
    return ExitCode.OK;
  }

  private Optional<String> target(CalibrationStore store, Optional<CalibrationFile> current)
      throws IOException {
    if (to.isEmpty()) {
      return store.before();
    }
    if (to.get().equals(CalibrationInForce.NONE)) {
      return Optional.empty();
    }
    String wanted = to.get().equals(PARENT)
        ? current
            .flatMap(file -> file.calibration().parent())
            .orElseThrow(() -> new UsageException(
                "the calibration in force is the first of its line, it goes on from none; --to none"
                    + " takes it back"))
        : to.get();
    return Optional.of(name(Optional.of(store.find(wanted))));
  }

  private static String name(Optional<CalibrationFile> file) {
    return file.map(found -> String.valueOf(found.path().getFileName()))
        .orElse(CalibrationInForce.NONE);
  }
}
