package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.PlayFit;
import dev.trammel.calibration.fit.TurningMotion;
import dev.trammel.controller.bench.Motion;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * How much play has a gear whose encoder sits at the joint? Such an encoder never sees the play, only
 * that the joint hears later of an effort that turns about, the smaller the effort. Each joint goes to
 * and fro where its weight is least, by efforts of several sizes, all above what it rubs: with less it
 * would turn about together with its effort, and its gear at no other time.
 */
public final class Backlash implements Procedure {

  private static final int LEVELS = 6;
  private static final int LEAST_LEVELS = 4;
  private static final int CANDIDATES = 60;

  /** From one turn to the next [s]; the joint moves one way for as long about each turn. */
  private static final double HALF = 0.16;

  /** Of one motion. */
  private static final double SECONDS = 8;

  /** That a motion has at least which tells anything. */
  private static final int LEAST_TURNS = 20;

  /** Of the effort that is allowed. */
  private static final double FOR_TURNING = 0.8;

  /** The least effort by the greatest, both above friction. */
  private static final double LEAST_SHARE = 0.12;

  /** Widest play that is looked for [rad or m]. */
  private static final double WIDEST = 0.03;

  /** Where nobody gives a motor's inertia, for the search alone, by its joint's. */
  private static final double USUAL_ROTOR = 0.05;

  /** Half of the interval of a width that is known, by the width. */
  private static final double KNOWN = 0.15;

  private final Optional<double[]> rotors;

  /**
   * @param rotors n, inertia of each motor as its joint sees it [kg·m² or kg]; nothing if it is not
   *     known
   */
  public Backlash(Optional<double[]> rotors) {
    this.rotors = rotors.map(double[]::clone);
  }

  @Override
  public String name() {
    return "backlash";
  }

  @Override
  public Findings run(BenchSession session) {
    FindingsBuilder found = new FindingsBuilder();
    StateLayout layout = session.robot().described().layout();
    rotors.ifPresent(all -> Require.length(all, layout.joints(), "inertias of motors"));
    for (int joint : session.joints()) {
      String name = session.robot().joint(joint).name();
      if (layout.position(joint) == StateLayout.ABSENT
          || layout.velocity(joint) == StateLayout.ABSENT) {
        found.judge(Judgement.notIdentifiable(
            name + " backlash", "its position and rate are not both measured"));
      } else {
        session.say(name);
        int most = most(session.robot().period());
        report(found, session, joint, PlayFit.told(turns(session, joint), most));
      }
    }
    return found.build();
  }

  /** Clean motions of each effort, the smallest last; efforts of which none was clean have none. */
  private List<List<TurningMotion>> turns(BenchSession session, int joint) {
    double[] pose = ablest(session, joint);
    double inertia = inertia(session.robot().described(), joint, pose);
    double rubs = friction(session, joint);
    double most = greatest(session, joint, inertia, rubs) - rubs;
    List<List<TurningMotion>> turns = new ArrayList<>();
    for (int level = 0; level < LEVELS && most > 0; level++) {
      double effort = rubs + most * Math.pow(LEAST_SHARE, level / (LEVELS - 1.0));
      List<TurningMotion> clean = new ArrayList<>();
      for (int repeat = 1; repeat <= session.repeats(); repeat++) {
        String name =
            "dither-" + session.robot().joint(joint).name() + "-" + (level + 1) + "-" + repeat;
        dither(session, joint, name, new Dither(pose, joint, effort / inertia, half(session)), rubs)
            .ifPresent(clean::add);
      }
      if (!clean.isEmpty()) {
        turns.add(clean);
      }
    }
    return turns;
  }

  /** What it takes to move a joint, by what an earlier run found or by pushing it [N·m or N]. */
  private static double friction(BenchSession session, int joint) {
    JointMotions motions = new JointMotions(session);
    String name = session.robot().joint(joint).name();
    if (motions.known(name, Quantity.DRY_FRICTION).isEmpty()) {
      motions.settle();
      new Pushes(session, motions).push(List.of(joint));
    }
    return motions.dry()[joint];
  }

  /** Greatest effort that may accelerate a joint between two turns [N·m or N]. */
  private static double greatest(BenchSession session, int joint, double inertia, double friction) {
    int actuator = session.robot().actuator(joint);
    double allowed =
        FOR_TURNING * session.share() * session.robot().greatestEffort(actuator) - friction;
    double fastest = fastest(session, joint, inertia);
    return fastest > 0 ? Math.min(allowed, fastest) : allowed;
  }

  /** Effort that accelerates a joint to its share of speed between two turns; 0 for one without limit. */
  private static double fastest(BenchSession session, int joint, double inertia) {
    return session.share() * session.robot().joint(joint).velocity() * inertia * 2 / HALF;
  }

  /** From one turn to the next, in whole periods [s]. */
  private static double half(BenchSession session) {
    double period = session.robot().period();
    return Math.rint(HALF / period) * period;
  }

  /**
   * Where what may accelerate a joint is most above what it weighs: a light robot gives way to friction
   * before it turns about. One that carries itself weighs nothing.
   */
  private static double[] ablest(BenchSession session, int joint) {
    PlantSettings described = session.robot().described();
    RigidBodyDynamics dynamics =
        new RigidBodyDynamics(described.robot(), described.world().gravity());
    int n = described.robot().degreesOfFreedom();
    double[] g = new double[n];
    double[] best = new double[n];
    double most = Double.NEGATIVE_INFINITY;
    List<double[]> candidates = new ArrayList<>();
    candidates.add(new double[n]);
    candidates.addAll(Poses.of(session, CANDIDATES, new SlowPasses(session).reach()));
    for (double[] pose : candidates) {
      if (described.gravityCompensation().isEmpty()) {
        dynamics.gravityForces(pose, g);
      }
      double able = fastest(session, joint, inertia(described, joint, pose)) - Math.abs(g[joint]);
      if (able > most + 1e-9 && isInside(session, pose)) {
        most = able;
        best = pose;
      }
    }
    return best;
  }

  private static boolean isInside(BenchSession session, double[] pose) {
    for (int i = 0; i < pose.length; i++) {
      Joint joint = session.robot().joint(i);
      if (pose[i] <= joint.lower() || pose[i] >= joint.upper()) {
        return false;
      }
    }
    return true;
  }

  private static Optional<TurningMotion> dither(
      BenchSession session, int joint, String name, Dither dither, double rubs) {
    PlantSettings described = session.robot().described();
    double period = described.period();
    double[] bounds = PulseSearch.bounds(session.robot(), session.share());
    double[] pose = dither.pose();
    double[] friction = new double[pose.length];
    friction[joint] = rubs;
    Motion motion = new Tracking(described, bounds, friction, ReadingMap.of(session.robot()))
        .follow(name, Optional.of(new EpisodeStart(pose, new double[pose.length], 0)), dither, (int)
            Math.rint(SECONDS / period));
    Recording recording = session.perform(motion);
    if (recording.steps() < LEAST_TURNS * half(session) / period) {
      return Optional.empty();
    }
    return Optional.of(new TurningReadings(session.robot(), joint, pose).of(recording))
        .filter(turning -> turning.isClean(most(period)));
  }

  /** Steps about a turn that are looked at: not the one at which the next turn comes. */
  private static int most(double period) {
    return (int) Math.rint(HALF / period) - 1;
  }

  private void report(
      FindingsBuilder found, BenchSession session, int joint, List<List<TurningMotion>> turns) {
    String name = session.robot().joint(joint).name();
    String subject = name + " backlash";
    int most = most(session.robot().period());
    if (turns.size() < LEAST_LEVELS) {
      found.judge(Judgement.notIdentifiable(
          subject,
          "only " + turns.size() + " of " + LEVELS + " efforts turned it about cleanly: friction or"
              + " weight leave too little of its share; raise --share"));
      return;
    }
    double inertia = rotors.map(all -> all[joint]).orElseGet(() -> {
      PlantSettings described = session.robot().described();
      return USUAL_ROTOR
          * inertia(described, joint, new double[described.layout().joints()]);
    });
    PlayFit fit = PlayFit.of(turns, most, WIDEST * inertia);
    found.number(name + "_play_times_rotor_inertia", fit.product());
    found.number(name + "_switch_delay_seconds", fit.delay());
    found.number(name + "_switch_lag_seconds", fit.lag());
    found.number(name + "_residual_rms", fit.residual());
    found.figure(figure(session, joint, fit));
    width(found, session, joint, fit, inertia);
  }

  private void width(
      FindingsBuilder found, BenchSession session, int joint, PlayFit fit, double inertia) {
    String name = session.robot().joint(joint).name();
    String subject = name + " backlash";
    double width = fit.product() / inertia;
    double half = fit.half() / inertia;
    Parameter parameter = new Parameter(name, Quantity.BACKLASH);
    found.estimateAboutZero(
        parameter,
        rotors.isPresent() ? width : 0,
        rotors.isPresent() ? half : Double.POSITIVE_INFINITY,
        fit.turns(),
        "speed about turns of the effort, the motor's inertia given",
        KNOWN * width);
    String size = JointUnits.of(session.robot(), joint).within("%.2f", width, half);
    if (rotors.isEmpty()) {
      found.judge(Judgement.notIdentifiable(
          subject,
          "an encoder at the joint tells play and the motor's inertia as a product alone; give the"
              + " inertia (--rotor-inertia), or put an encoder on the motor"));
    } else if (!found.isKnown(parameter)) {
      found.judge(Judgement.notIdentifiable(
          subject, size + "; a greater range of efforts (--share) would tell more"));
    } else {
      found.judge(Judgement.pass(subject, size + ", if the motor's inertia is as given"));
    }
  }

  private static double inertia(PlantSettings described, int joint, double[] pose) {
    DMatrixRMaj M = new DMatrixRMaj(pose.length, pose.length);
    new RigidBodyDynamics(described.robot(), described.world().gravity()).massMatrix(pose, M);
    return M.get(joint, joint);
  }

  private static Plot figure(BenchSession session, int joint, PlayFit fit) {
    String name = session.robot().joint(joint).name();
    double[] since = new double[fit.withPlay().length];
    for (int i = 0; i < since.length; i++) {
      since[i] = 1e3 * session.robot().period() * (i + fit.first());
    }
    return new Plot(
            name + ": speed that is not explained about a turn of the least effort",
            "since the turn was commanded [ms]",
            "speed [" + JointUnits.of(session.robot(), joint).rate() + "]")
        .add("with play", since, fit.withPlay(), 0, Mark.LINE)
        .add("without", since, fit.withoutPlay(), 1, Mark.DASHED);
  }
}
