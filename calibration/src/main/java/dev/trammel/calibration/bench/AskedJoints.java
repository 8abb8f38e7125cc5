package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.KeptJudgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which joint a judgement is about, and which older judgements a question takes the place of: its own
 * ones about the joints that it was asked of and about the whole robot, and no other question's. Of
 * a joint's cables a question says one thing: whatever it says of them now takes the place of what it
 * said before, of other joints too.
 */
final class AskedJoints {

  /** What a subject says of a joint's motor and encoder, after its name. */
  private static final Set<String> CABLES = Set.of("sign", "motor", "encoder", "standing");

  private final List<String> names;
  private final Set<String> asked;
  private final String question;

  AskedJoints(BenchRobot robot, Asked of) {
    question = of.question();
    names = IntStream.range(0, robot.joints())
        .mapToObj(joint -> robot.joint(joint).name())
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
    List<Integer> driven = IntStream.range(0, robot.joints())
        .filter(joint -> robot.actuator(joint) >= 0)
        .boxed()
        .toList();
    // who asks of all joints that have an actuator asks of the others too
    asked = of.joints().containsAll(driven)
        ? Set.copyOf(names)
        : of.joints().stream().map(joint -> robot.joint(joint).name()).collect(Collectors.toSet());
  }

  /** The joint whose name a subject begins with, if there is one. */
  Optional<String> of(Judgement judgement) {
    String subject = judgement.subject();
    return names.stream()
        .filter(name -> subject.equals(name) || subject.startsWith(name + " "))
        .findFirst();
  }

  KeptJudgement kept(Judgement judgement) {
    return new KeptJudgement(question, of(judgement), judgement);
  }

  /** What holds after the question was asked again. */
  List<KeptJudgement> after(List<KeptJudgement> before, List<Judgement> said) {
    Set<String> subjects = said.stream().map(Judgement::subject).collect(Collectors.toSet());
    Set<String> cabled =
        said.stream().map(this::cables).flatMap(Optional::stream).collect(Collectors.toSet());
    List<KeptJudgement> all = new ArrayList<>();
    before.stream()
        .filter(old -> !old.question().equals(question)
            || !isAsked(old)
                && !subjects.contains(old.said().subject())
                && cables(old.said()).filter(cabled::contains).isEmpty())
        .forEach(all::add);
    said.forEach(judgement -> all.add(kept(judgement)));
    return all;
  }

  /** The joint whose cables a judgement is about. */
  private Optional<String> cables(Judgement judgement) {
    return of(judgement)
        .filter(joint -> judgement.subject().length() > joint.length()
            && CABLES.contains(judgement.subject().substring(joint.length() + 1)));
  }

  private boolean isAsked(KeptJudgement old) {
    return old.joint().map(asked::contains).orElse(true);
  }
}
