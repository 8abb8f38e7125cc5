package dev.trammel.controller.calibration;

import java.util.Set;

/** What the calibration file calls things. */
final class Keys {

  /** A file of another one is not understood. */
  static final int MAJOR = 2;

  /** A file of a later one has keys that this program does not know, and may leave alone. */
  static final int MINOR = 1;

  static final String SCHEMA = "schema";
  static final String DEVICE = "device";
  static final String BOOT = "boot";
  static final String FIRMWARE = "firmware";
  static final String ROBOT = "robot_sha256";
  static final String SLIDING = "sliding_joints";
  static final String PERIOD = "period";
  static final String CONDITIONS = "conditions";
  static final String MADE = "made";
  static final String SOFTWARE = "software";
  static final String COMMAND = "command";
  static final String SEED = "seed";
  static final String PARENT = "parent";
  static final String JUDGEMENTS = "judgements";

  static final String VALUE = "value";
  static final String INTERVAL = "ci95";
  static final String SIGMA = "sigma_percent";
  static final String UNIT = "unit";
  static final String SAMPLES = "n";
  static final String METHOD = "method";
  static final String IDENTIFIABLE = "identifiable";
  static final String QUESTION = "question";
  static final String DOUBTED = "doubted";
  static final String DATA = "data_sha256";

  /** Only there where something is taken for granted. */
  static final String PREMISE = "holds_if";

  static final String JOINT = "joint";
  static final String VERDICT = "verdict";
  static final String SUBJECT = "subject";
  static final String REASON = "reason";

  static final Set<String> FILE = Set.of(
      SCHEMA,
      DEVICE,
      BOOT,
      FIRMWARE,
      ROBOT,
      SLIDING,
      PERIOD,
      CONDITIONS,
      MADE,
      SOFTWARE,
      COMMAND,
      SEED,
      PARENT,
      JUDGEMENTS,
      of(Quantity.Of.JOINT),
      of(Quantity.Of.LINK),
      of(Quantity.Of.BASE));

  static final Set<String> ESTIMATE = Set.of(
      VALUE,
      INTERVAL,
      SIGMA,
      UNIT,
      SAMPLES,
      METHOD,
      IDENTIFIABLE,
      QUESTION,
      DOUBTED,
      DATA,
      PREMISE);

  static final Set<String> JUDGEMENT = Set.of(QUESTION, JOINT, VERDICT, SUBJECT, REASON);

  private Keys() {}

  /** Under which key the parameters of joints, links and sums stand. */
  static String of(Quantity.Of of) {
    return switch (of) {
      case JOINT -> "joints";
      case LINK -> "links";
      case BASE -> "base";
    };
  }
}
