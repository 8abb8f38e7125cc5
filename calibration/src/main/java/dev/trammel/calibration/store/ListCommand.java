package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.CalibrationException;
import dev.trammel.controller.calibration.CalibrationFile;
import dev.trammel.controller.calibration.CalibrationStore;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.KeptJudgement;
import dev.trammel.controller.cli.CommonOptions;
import dev.trammel.controller.cli.ExitCode;
import dev.trammel.controller.cli.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says which calibrations there are of a robot. */
@Command(
    name = "list",
    description =
        "List a robot's calibrations, oldest first, each with what its newest question"
            + " came to, how many numbers are new in it, and how many it has; * marks the one in force.",
    footerHeading = "%nExamples:%n",
    footer = {"  trammel calibrate list", "  trammel calibrate list cal/arm1"})
final class ListCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The robot's folder. Default: the only one in cal.")
  private Optional<Path> folder = Optional.empty();

  @Mixin
  private CommonOptions common = new CommonOptions();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = common.terminal();
    CalibrationStore store = StorePlace.of(folder).store();
    Optional<String> current =
        store.current().map(file -> String.valueOf(file.path().getFileName()));
    List<Object> json = new ArrayList<>();
    Map<String, Calibration> read = new HashMap<>();
    int broken = 0;
    for (String name : store.names()) {
      boolean inForce = current.isPresent() && current.get().equals(name);
      try {
        CalibrationFile file = store.find(name);
        Optional<Calibration> before =
            file.calibration().parent().flatMap(parent -> Optional.ofNullable(read.get(parent)));
        read.put(file.sha256(), file.calibration());
        terminal.say(line(file, inForce, before));
        json.add(json(file, inForce, before));
      } catch (CalibrationException e) {
        broken++;
        terminal.say("  " + name + "  cannot be used: " + e.getMessage());
      }
    }
    terminal.say(current.map(name -> "In force: " + name).orElse("None is in force."));
    terminal.result(Map.of("device", store.device(), "calibrations", json, "broken", broken));
    return broken == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static String line(CalibrationFile file, boolean inForce, Optional<Calibration> before) {
    Calibration calibration = file.calibration();
    long open = failed(calibration);
    return String.format(
            Locale.ROOT,
            "%s %s  %-10s %-17s %d passed, %d failed, %d not identifiable; %s, %d of them new",
            inForce ? "*" : " ",
            file.path().getFileName(),
            calibration.origin().command(),
            verdict(calibration),
            own(calibration, Verdict.PASS),
            own(calibration, Verdict.FAIL),
            own(calibration, Verdict.NOT_IDENTIFIABLE),
            count(known(calibration), "number"),
            found(calibration, before))
        + (open > 0 ? "; " + count(open, "failure") + " against it" : "");
  }

  private static String count(long many, String what) {
    return many + " " + what + (many == 1 ? "" : "s");
  }

  /** What the newest question came to; nothing where it judged nothing. */
  private static String verdict(Calibration calibration) {
    if (calibration.judgements().stream().noneMatch(each -> isOwn(calibration, each))) {
      return "–";
    }
    return own(calibration, Verdict.FAIL) > 0
        ? "fail"
        : own(calibration, Verdict.NOT_IDENTIFIABLE) > 0 ? "not all is known" : "pass";
  }

  /** What the newest question added or changed. */
  private static long found(Calibration calibration, Optional<Calibration> before) {
    return calibration.estimates().entrySet().stream()
        .filter(entry -> entry.getValue().identifiable())
        .filter(entry -> before
            .map(of -> of.estimates().get(entry.getKey()))
            .filter(entry.getValue()::equals)
            .isEmpty())
        .count();
  }

  private static long known(Calibration calibration) {
    return calibration.estimates().values().stream()
        .filter(Estimate::identifiable)
        .count();
  }

  /** Of the newest question. */
  private static long own(Calibration calibration, Verdict verdict) {
    return calibration.judgements().stream()
        .filter(judgement -> isOwn(calibration, judgement) && judgement.verdict() == verdict)
        .count();
  }

  private static boolean isOwn(Calibration calibration, KeptJudgement judgement) {
    return judgement.question().equals(calibration.origin().command());
  }

  private static long failed(Calibration calibration) {
    return calibration.judgements().stream()
        .filter(judgement -> judgement.verdict() == Verdict.FAIL)
        .count();
  }

  private static Map<String, Object> json(
      CalibrationFile file, boolean inForce, Optional<Calibration> before) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", file.path().toString());
    json.put("sha256", file.sha256());
    json.put("in_force", inForce);
    json.put("made", file.calibration().origin().made().toString());
    json.put("command", file.calibration().origin().command());
    json.put("verdict", verdict(file.calibration()));
    json.put("found", found(file.calibration(), before));
    json.put("known", known(file.calibration()));
    json.put("failed", failed(file.calibration()));
    return json;
  }
}
