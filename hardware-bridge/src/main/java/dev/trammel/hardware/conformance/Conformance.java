package dev.trammel.hardware.conformance;

import dev.trammel.hardware.conformance.Verdict.Outcome;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.mqtt.LinkException;
import dev.trammel.hardware.mqtt.Linker;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tries a device against the page, check after check. */
public final class Conformance {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Linker linker;
  private final Pace pace;

  /** @param pace how to wait */
  public Conformance(Linker linker, Pace pace) {
    this.linker = linker;
    this.pace = pace;
  }

  /** Of threads. */
  public static Conformance of(Linker linker) {
    return new Conformance(linker, new ThreadPace());
  }

  /**
   * What is to be tried.
   *
   * @param address of the device
   * @param otherUser who tries to interfere
   * @param moves whether a robot that is not emulated may be moved
   * @param chosen which checks, by name
   */
  public record Plan(
      LinkAddress address, String otherUser, boolean moves, Predicate<String> chosen) {}

  /** The names of all checks. */
  public static List<String> names() {
    return checks().map(Check::name).toList();
  }

  private static Stream<Check> checks() {
    return Stream.of(
            PresenceChecks.all(),
            LeaseChecks.all(),
            MalformedChecks.all(),
            RecordChecks.all(),
            LifecycleChecks.all(),
            ProgramChecks.all(),
            RunChecks.all(),
            BoundChecks.all(),
            CommandedChecks.all(),
            MoveChecks.all(),
            RunChecks.violent())
        .flatMap(List::stream);
  }

  /**
   * Tries a device.
   *
   * @param told of each verdict at once
   * @throws LinkException if the broker cannot be reached
   */
  public List<Verdict> run(Plan plan, Consumer<Verdict> told) throws LinkException {
    List<Verdict> verdicts = new ArrayList<>();
    try (Probe probe = new Probe(linker, plan.address(), pace)) {
      probe.link().awaitConnected(CONNECT);
      Verdict first = wellFormed(probe);
      verdicts.add(first);
      told.accept(first);
      if (first.outcome() == Outcome.PASS) {
        Rig rig = new Rig(probe, birth(probe), () -> other(plan));
        Optional<Verdict> unrest = unrest(rig);
        if (unrest.isPresent()) {
          verdicts.add(unrest.get());
          told.accept(unrest.get());
          return verdicts;
        }
        checks().filter(check -> plan.chosen().test(check.name())).forEach(check -> {
          Verdict verdict = verdict(check, rig, plan.moves());
          verdicts.add(verdict);
          told.accept(verdict);
        });
        rig.close();
      }
    }
    return verdicts;
  }

  private Probe other(Plan plan) {
    return new Probe(linker, plan.address().withUser(plan.otherUser()), pace);
  }

  // without a birth there is nothing that can be said to the device
  private static Verdict wellFormed(Probe probe) {
    try {
      Birth birth = birth(probe);
      probe.speak(birth.layout().crc());
      Inapplicable.when(
          birth.identity().virtualTime(), "its time is virtual; a device is tried in real time");
      probe.synchronise();
      return new Verdict("birth-is-well-formed", 6, Outcome.PASS, "");
    } catch (Deviation e) {
      return new Verdict("birth-is-well-formed", 6, Outcome.FAIL, String.valueOf(e.getMessage()));
    } catch (Inapplicable e) {
      return new Verdict("birth-is-well-formed", 6, Outcome.SKIP, String.valueOf(e.getMessage()));
    }
  }

  // somebody stopped it, or it has a fault: nobody but a person ends that
  private static Optional<Verdict> unrest(Rig rig) {
    try {
      Report.State state = rig.state();
      if (state.stopped() || state.condition().fault() != Fault.NONE) {
        String why = "it is " + Rig.said(state) + "; look at the robot, then trammel reset";
        return Optional.of(new Verdict("robot-is-in-order", 5, Outcome.FAIL, why));
      }
    } catch (Deviation e) {
      // a device that does not say how it is fails check after check
    }
    return Optional.empty();
  }

  private static Birth birth(Probe probe) {
    Decoded<Birth> birth = probe
        .await(probe.inbox()::birth, Probe.PATIENCE)
        .orElseThrow(() -> new Deviation("nothing retained on " + probe.topics().birth()));
    return birth.orThrow(refusal -> new Deviation(refusal.why()));
  }

  private static Verdict verdict(Check check, Rig rig, boolean moves) {
    boolean allowed = moves || rig.birth().identity().emulated();
    if (check.moves() && !allowed) {
      return of(check, Outcome.SKIP, "it would move the robot; --moves allows it");
    }
    try {
      rig.tidy();
      rig.probe().synchronise();
      check.trial().run(rig);
      List<String> complaints = rig.probe().inbox().complaints();
      Deviation.unless(complaints.isEmpty(), String.join("; ", complaints));
      return of(check, Outcome.PASS, "");
    } catch (Deviation e) {
      return of(check, Outcome.FAIL, String.valueOf(e.getMessage()));
    } catch (Inapplicable e) {
      return of(check, Outcome.SKIP, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return of(check, Outcome.FAIL, "what it said cannot be understood: " + e);
    } finally {
      rig.tidy();
    }
  }

  private static Verdict of(Check check, Outcome outcome, String why) {
    return new Verdict(check.name(), check.section(), outcome, why);
  }
}
