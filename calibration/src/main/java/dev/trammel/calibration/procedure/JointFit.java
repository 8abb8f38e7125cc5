package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.DelayProfile;
import dev.trammel.calibration.fit.FitSpread;
import dev.trammel.calibration.fit.JointFamily;
import dev.trammel.calibration.fit.OutputError;
import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.fit.OutputErrorSettings;
import dev.trammel.calibration.fit.Whiteness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Joints fitted to what they did: rough regressions to start from, then output error. */
final class JointFit {

  private static final double LONGEST_STEP = 2e-3;

  /** Greatest friction of a joint, of what its actuator can do [-]. */
  private static final double MOST_FRICTION = 2;

  private static final double USUAL_DELAY = 0.004;

  /** Readings that go together count for so much less, by what follows from the reading before. */
  private static final double TOGETHER = 20;

  private final BenchRobot robot;
  private final List<Integer> joints;
  private final Asked asked;
  private final JointFamily.Extent extent;
  private final OutputErrorFit fit;
  private final FitSpread spread;

  private JointFit(Asked asked, JointFamily.Extent extent, OutputErrorFit fit) {
    robot = asked.session().robot();
    joints = asked.data().joints();
    this.asked = asked;
    this.extent = extent;
    this.fit = fit;
    spread = new FitSpread(fit, asked.session().random("bootstrap"));
  }

  /**
   * Fits the joints that moved together. Where a regression led to a model that is not right, the search
   * begins again from what pushes told of friction, the described damping and a usual delay: of a light
   * joint that rubs a regression tells little.
   */
  static JointFit of(
      BenchSession session, JointMotions motions, JointData data, JointFamily.Extent extent) {
    List<DelayProfile> profiles = new ArrayList<>();
    for (int i = 0; i < data.joints().size(); i++) {
      profiles.add(DelayProfile.of(data.machine(), data.traces(), i));
    }
    List<JointFamily.Start> starts = new ArrayList<>();
    List<JointFamily.Start> usual = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      int joint = data.joints().get(i);
      starts.add(start(session.robot(), motions, joint, profiles.get(i)));
      usual.add(usual(session.robot(), motions, joint, starts.get(i)));
    }
    JointFit fit = new Asked(session, data, profiles, starts).fit(extent);
    return fit.isRight()
        ? fit
        : fit.orBetter(new Asked(session, data, profiles, usual).fit(extent));
  }

  /** What is fitted, and from where on. */
  private record Asked(
      BenchSession session,
      JointData data,
      List<DelayProfile> profiles,
      List<JointFamily.Start> starts) {

    JointFamily family(JointFamily.Extent extent) {
      return new JointFamily(data.machine(), starts, extent);
    }

    JointFit fit(JointFamily.Extent extent) {
      return new JointFit(this, extent, search(family(extent)).fit(data.noise()));
    }

    OutputError search(JointFamily family) {
      return new OutputError(
          family, data.windows(), OutputErrorSettings.defaults().withLongestStep(LONGEST_STEP));
    }
  }

  /** The same motions by a model that has more, or less: the search goes on from what was found. */
  JointFit with(JointFamily.Extent other) {
    JointFamily family = asked.family(other);
    double[] from = fit.carriedTo(family.unknowns());
    return new JointFit(asked, other, asked.search(family).fit(asked.data().noise(), from));
  }

  private boolean isRight() {
    return fit.converged() && joints.stream().noneMatch(this::isMismatch);
  }

  /** Another end of the same search, if it is the better one. */
  private JointFit orBetter(JointFit other) {
    if (fit.converged() != other.fit.converged()) {
      return fit.converged() ? this : other;
    }
    double gain =
        joints.stream().mapToDouble(joint -> other.gainOver(this, joint)).sum();
    return gain > 0 ? other : this;
  }

  /**
   * How much better this model foretells a joint's motion than another one: twice the logarithm of the
   * ratio of their likelihoods, of as many readings as are independent of each other [-].
   */
  double gainOver(JointFit other, int joint) {
    double gain = 0;
    for (Whiteness.Channel channel : channels(joint)) {
      double found = fit.foundNoise().of(channel.index());
      double together = Math.pow(channel.coloured() / found, 2);
      double independent = fit.readings() / (1 + TOGETHER * together);
      gain += 2 * independent * Math.log(other.fit.foundNoise().of(channel.index()) / found);
    }
    return gain;
  }

  private static JointFamily.Start start(
      BenchRobot robot, JointMotions motions, int joint, DelayProfile profile) {
    boolean isDriven = robot.actuator(joint) >= 0;
    double described = robot.joint(joint).damping();
    double most = isDriven
        ? MOST_FRICTION * motions.bound(joint)
        : 1 + 10 * (described + robot.joint(joint).friction());
    boolean asked = isDriven && profile.dry() > 0;
    return new JointFamily.Start(
        isDriven,
        profile.damping() > 0 ? profile.damping() : described,
        asked ? profile.dry() : robot.joint(joint).friction(),
        profile.delay() > 0 ? profile.delay() : USUAL_DELAY,
        most);
  }

  private static JointFamily.Start usual(
      BenchRobot robot, JointMotions motions, int joint, JointFamily.Start regressed) {
    double pushed = motions.dry()[joint];
    return new JointFamily.Start(
        regressed.isDriven(),
        robot.joint(joint).damping(),
        pushed > 0 ? pushed : regressed.dry(),
        USUAL_DELAY,
        regressed.most());
  }

  /** Why nothing that was found is to be believed; nothing if it is. */
  Optional<String> failure() {
    return fit.converged()
        ? Optional.empty()
        : Optional.of(fit.ending().text() + ", after " + fit.iterations()
            + " iterations: repeat more, or ask again with another --seed");
  }

  OutputErrorFit fit() {
    return fit;
  }

  /** Of how a joint's motion is followed. */
  FitFigures figures(int joint) {
    return new FitFigures(
        fit, joints.indexOf(joint), robot.joint(joint).name(), JointUnits.of(robot, joint));
  }

  /** What was looked for beside friction. */
  JointFamily.Extent extent() {
    return extent;
  }

  DelayProfile profile(int joint) {
    return asked.profiles().get(joints.indexOf(joint));
  }

  /** What was found of a joint, such as {@link JointFamily#DRY}. */
  double value(int joint, String what) {
    return fit.value(robot.joint(joint).name() + what);
  }

  /** Half of its interval. */
  double half(int joint, String what) {
    int index = fit.index(robot.joint(joint).name() + what);
    return spread.half(values -> values[index]);
  }

  /** Half of the interval of what follows from all values. */
  double half(ToDoubleFunction<double[]> of) {
    return spread.half(of);
  }

  /**
   * Half of the interval of a delay, or of a part of it. What other joints do unseen bends a joint's course
   * in time with its own motion: that looks like as much of a delay as the joint takes for that way, in
   * every repeat alike. What is unseen is told by its bound (steps that means just show), not by what is
   * usual.
   */
  double delayHalf(int joint, ToDoubleFunction<double[]> of) {
    double squares = 0;
    for (int w = 0; w < fit.windows(); w++) {
      squares += Math.pow(rate(joint, w), 2) / fit.windows();
    }
    double unseen = asked.data().unseen();
    return Math.hypot(spread.half(of), unseen == 0 ? 0 : unseen / Math.sqrt(squares));
  }

  /**
   * Whether a joint's own motion shows something that the model lacks, and that the others' unseen
   * motion cannot be.
   */
  boolean isMismatch(int joint) {
    return channels(joint).stream().anyMatch(channel -> {
      boolean isPosition = channel.index() < joints.size();
      double unseen = isPosition ? asked.data().unseen() : 0;
      return channel.isMismatch(unseen);
    });
  }

  /** Of a joint's position, and of its rate where that is measured. */
  private List<Whiteness.Channel> channels(int joint) {
    return fit.whiteness().channels().stream()
        .filter(channel -> channel.index() % joints.size() == joints.indexOf(joint))
        .toList();
  }

  /** How much of a joint's motion is not foreseen, as a multiple of its sensor's noise [-]. */
  double excess(int joint) {
    int channel = joints.indexOf(joint);
    return fit.foundNoise().of(channel) / fit.claimedNoise().of(channel);
  }

  /** Of a joint, at the beginning of a window [rad/s or m/s]. */
  double rate(int joint, int window) {
    return fit.start(window)[joints.size() + joints.indexOf(joint)];
  }

  /** Prediction less reading of a joint's position [rad or m]. */
  double error(int joint, int window, int t) {
    return fit.error(window, t, joints.indexOf(joint));
  }

  /** Of a joint's position sensor, as it was claimed [rad or m]. */
  double noise(int joint) {
    return fit.claimedNoise().of(joints.indexOf(joint));
  }
}
