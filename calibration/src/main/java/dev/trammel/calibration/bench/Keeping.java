package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.calibration.procedure.Granted;
import dev.trammel.controller.calibration.Calibration;
import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.calibration.Quantity.Of;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of two answers about the same thing is kept.
 *
 * <p>An answer is doubted if its own question failed, of its joint or as a whole. One that is not
 * doubted takes the place of one that is; of two doubted ones the newer is kept. Of two that are not,
 * the narrower is kept; but where the same question is asked again and disagrees, the newer is: the
 * robot has changed, which is what one asks again for.
 *
 * <p>Links and the strengths by which they were found are one answer: all efforts and all masses are
 * told up to a factor. Where a joint's strength becomes another number, so do the efforts known of
 * that joint. A delay and a lag are one answer too.
 */
final class Keeping {

  private final TreeMap<Parameter, Estimate> kept = new TreeMap<>();
  private final TreeMap<Parameter, Estimate> found = new TreeMap<>();
  private final List<Judgement> remarks = new ArrayList<>();
  private final String question;
  private final RemarkText text;

  private Keeping(BenchRobot robot, String question) {
    this.question = question;
    text = new RemarkText(robot);
  }

  /**
   * What is kept.
   *
   * @param estimates by parameter
   * @param remarks what a person should know of it
   */
  record Kept(SortedMap<Parameter, Estimate> estimates, List<Judgement> remarks) {}

  /**
   * Decides.
   *
   * @param news what a question found, as of the encoders themselves
   * @param judgements what it said
   */
  static Kept of(
      BenchRobot robot,
      Optional<Calibration> known,
      Map<Parameter, Estimate> news,
      List<Judgement> judgements,
      Asked asked) {
    Keeping keeping = new Keeping(robot, asked.question());
    known.ifPresent(before -> keeping.kept.putAll(before.estimates()));
    AskedJoints joints = new AskedJoints(robot, asked);
    Set<Optional<String>> failed = new HashSet<>();
    judgements.stream()
        .filter(judgement -> judgement.verdict() == Verdict.FAIL)
        .forEach(judgement -> failed.add(joints.of(judgement)));
    news.forEach((parameter, estimate) ->
        keeping.found.put(parameter, estimate.by(asked.question(), isDoubted(parameter, failed))));
    keeping.decide();
    return new Kept(keeping.kept, keeping.remarks);
  }

  private static boolean isDoubted(Parameter parameter, Set<Optional<String>> failed) {
    boolean isOfJoint = parameter.quantity().of() == Of.JOINT;
    return failed.contains(Optional.<String>empty())
        || (isOfJoint ? failed.contains(Optional.of(parameter.part())) : !failed.isEmpty());
  }

  private void decide() {
    Map<String, Estimate> before = strengths(kept);
    Map<String, Estimate> by = new HashMap<>(before);
    by.putAll(strengths(found));
    takeLinks();
    found.forEach((parameter, estimate) -> {
      if (parameter.quantity() == Quantity.STRENGTH) {
        take(parameter, estimate);
      }
    });
    Map<String, Estimate> now = strengths(kept);
    if (scale(kept, before, now)) {
      // sums of link parameters are counted in strengths too, and nothing applies them
      kept.keySet().removeIf(parameter -> parameter.quantity().of() == Of.BASE);
    }
    scale(found, by, now);
    takeDelays();
    found.forEach((parameter, estimate) -> {
      if (parameter.quantity() != Quantity.STRENGTH) {
        take(parameter, estimate);
      }
    });
  }

  /** All or none, with the strengths that belong to them; what was decided is found no more. */
  private void takeLinks() {
    boolean isTold = found.entrySet().stream().anyMatch(Keeping::isKnownLink);
    boolean isDoubted = found.entrySet().stream()
        .anyMatch(entry -> isKnownLink(entry) && entry.getValue().source().doubted());
    boolean isKnownBetter = kept.entrySet().stream()
        .anyMatch(entry -> isKnownLink(entry) && !entry.getValue().source().doubted());
    if (isTold) {
      Map<Parameter, Estimate> set = new TreeMap<>(found);
      set.keySet().removeIf(parameter -> !isOfLinks(parameter));
      found.keySet().removeAll(set.keySet());
      if (isDoubted ? !isKnownBetter : !isKnownBetter || chooseLinks(set)) {
        kept.keySet().removeIf(parameter -> parameter.quantity().of() == Of.LINK);
        kept.putAll(set);
      }
    }
  }

  /** Whether links that are not doubted are kept instead of others that are not. */
  private boolean chooseLinks(Map<Parameter, Estimate> set) {
    LinkChoice choice = LinkChoice.of(kept, set, question);
    choice.apart().ifPresent(each -> remarks.add(text.links(each, choice.isNewer())));
    return choice.isNewer();
  }

  private static boolean isOfLinks(Parameter parameter) {
    return parameter.quantity().of() == Of.LINK || parameter.quantity() == Quantity.STRENGTH;
  }

  private static boolean isKnownLink(Map.Entry<Parameter, Estimate> entry) {
    return entry.getKey().quantity().of() == Of.LINK && entry.getValue().identifiable();
  }

  private static Map<String, Estimate> strengths(Map<Parameter, Estimate> estimates) {
    Map<String, Estimate> strengths = new HashMap<>();
    estimates.forEach((parameter, estimate) -> {
      if (parameter.quantity() == Quantity.STRENGTH && estimate.identifiable()) {
        strengths.put(parameter.part(), estimate);
      }
    });
    return strengths;
  }

  private static double strength(Map<String, Estimate> strengths, String part) {
    return Optional.ofNullable(strengths.get(part)).map(Estimate::value).orElse(1.0);
  }

  /**
   * Efforts that were counted by some strengths, counted by others; what those take for granted they do
   * too. Whether these are others.
   */
  private static boolean scale(
      Map<Parameter, Estimate> estimates, Map<String, Estimate> from, Map<String, Estimate> to) {
    estimates.replaceAll((parameter, estimate) -> {
      double ratio = strength(to, parameter.part()) / strength(from, parameter.part());
      boolean isEffort =
          parameter.quantity().of() == Of.JOINT && parameter.quantity().isCountedInEfforts();
      return isEffort && parameter.quantity() != Quantity.STRENGTH && ratio != 1
          ? Optional.ofNullable(to.get(parameter.part()))
              .map(strength -> estimate.line(ratio, 0).under(Granted.by(strength)))
              .orElse(estimate.line(ratio, 0))
          : estimate;
    });
    return to.keySet().stream().anyMatch(part -> strength(from, part) != strength(to, part));
  }

  /** A lag goes with the delay that it was found beside; both were told as their sum. */
  private void takeDelays() {
    List<String> parts = found.keySet().stream()
        .filter(parameter -> parameter.quantity() == Quantity.DELAY)
        .map(Parameter::part)
        .toList();
    for (String part : parts) {
      Parameter delay = new Parameter(part, Quantity.DELAY);
      Parameter lag = new Parameter(part, Quantity.LAG);
      Optional<Estimate> old = known(kept, delay);
      Optional<Estimate> is = known(found, delay);
      if (is.isEmpty() || old.isEmpty()) {
        takeWithLag(delay, lag);
        continue;
      }
      double oldLag = value(kept, lag).orElse(0.0);
      double newLag = value(found, lag).orElse(oldLag);
      Estimate before = old.get().line(1, oldLag);
      Estimate after = is.get().line(1, newLag);
      if (choose(delay, before, after)) {
        known(found, lag).ifPresent(with -> kept.put(lag, with));
        kept.put(delay, is.get());
      }
      found.remove(delay);
      found.remove(lag);
    }
  }

  /**
   * Where one answer or both do not tell the delay: a lag beside a delay of another answer would count
   * what is late twice.
   */
  private void takeWithLag(Parameter delay, Parameter lag) {
    Optional<Estimate> is = known(found, delay);
    boolean wasSound = known(kept, lag).filter(old -> !old.source().doubted()).isPresent();
    boolean isTaken = is.isPresent() && !(wasSound && is.get().source().doubted());
    if (isTaken) {
      kept.put(delay, is.get());
      Optional.ofNullable(found.get(lag)).ifPresent(with -> kept.put(lag, with));
    }
    if (is.isPresent() || known(kept, delay).isPresent()) {
      found.remove(delay);
      found.remove(lag);
    }
  }

  private static Optional<Estimate> known(Map<Parameter, Estimate> all, Parameter parameter) {
    return Optional.ofNullable(all.get(parameter)).filter(Estimate::identifiable);
  }

  private static Optional<Double> value(Map<Parameter, Estimate> all, Parameter parameter) {
    return known(all, parameter).map(Estimate::value);
  }

  private void take(Parameter parameter, Estimate estimate) {
    Optional<Estimate> known = known(kept, parameter);
    boolean isTaken =
        known.isEmpty() || estimate.identifiable() && choose(parameter, known.get(), estimate);
    if (isTaken) {
      kept.put(parameter, estimate);
    }
  }

  /** Whether the new one is kept; says so where they do not agree. */
  private boolean choose(Parameter parameter, Estimate old, Estimate is) {
    boolean agree = LinkChoice.agree(old, is);
    boolean isSame = old.source().question().equals(question);
    if (old.source().doubted() || is.source().doubted()) {
      if (!agree && !old.source().doubted()) {
        remarks.add(text.doubted(parameter, old, is));
      }
      return old.source().doubted();
    }
    boolean isNewer = !agree && isSame || is.half() <= old.half();
    if (!agree) {
      remarks.add(isNewer ? text.changed(parameter, old, is) : text.disagree(parameter, old, is));
    }
    return isNewer;
  }
}
