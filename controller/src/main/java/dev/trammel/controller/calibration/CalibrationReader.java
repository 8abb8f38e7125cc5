package dev.trammel.controller.calibration;

import dev.trammel.controller.calibration.Calibration.Origin;
import dev.trammel.controller.calibration.Calibration.Subject;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.storage.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a calibration from JSON; complaints name file, key, rule and what came. */
final class CalibrationReader {

  private static final Pattern SCHEMA = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  private final Fields file;
  private final boolean isLater;

  private CalibrationReader(Fields file) {
    this.file = file;
    Matcher schema = SCHEMA.matcher(file.text(Keys.SCHEMA));
    if (!schema.matches() || Integer.parseInt(schema.group(1)) != Keys.MAJOR) {
      throw file.error(
          Keys.SCHEMA,
          "must be " + Keys.MAJOR + "." + Keys.MINOR + " or another " + Keys.MAJOR + ".x");
    }
    isLater = Integer.parseInt(schema.group(2)) > Keys.MINOR;
  }

  /**
   * Reads a file's text.
   *
   * @param place the file, for complaints
   */
  static Calibration read(String place, String text) {
    try {
      return new CalibrationReader(new Fields(place, Json.read(text))).calibration();
    } catch (CalibrationException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new CalibrationException(place + ": " + e.getMessage(), e);
    }
  }

  private Calibration calibration() {
    allow(file, Keys.FILE);
    Map<Parameter, Estimate> estimates = new TreeMap<>();
    for (Quantity.Of of : Quantity.Of.values()) {
      file.object(Keys.of(of))
          .objects()
          .forEach((part, fields) -> fields
              .objects()
              .forEach((key, estimate) -> estimates.put(
                  new Parameter(part, quantity(of, key, fields)), estimate(estimate))));
    }
    List<KeptJudgement> judgements =
        file.list(Keys.JUDGEMENTS).stream().map(this::judgement).toList();
    Optional<String> parent =
        file.isNull(Keys.PARENT) ? Optional.empty() : Optional.of(file.digest(Keys.PARENT));
    return new Calibration(subject(), origin(), new TreeMap<>(estimates), judgements, parent);
  }

  private void allow(Fields fields, Set<String> known) {
    if (!isLater) {
      fields.allow(known);
    }
  }

  private Subject subject() {
    return new Subject(
        file.text(Keys.DEVICE),
        file.text(Keys.BOOT),
        file.text(Keys.FIRMWARE),
        new RobotIdentity(file.digest(Keys.ROBOT), new TreeSet<>(file.textList(Keys.SLIDING))),
        file.number(Keys.PERIOD),
        file.object(Keys.CONDITIONS).texts());
  }

  private Origin origin() {
    return new Origin(
        made(), file.text(Keys.SOFTWARE), file.text(Keys.COMMAND), file.whole(Keys.SEED));
  }

  private Instant made() {
    try {
      return Instant.parse(file.text(Keys.MADE));
    } catch (DateTimeException e) {
      CalibrationException refused =
          file.error(Keys.MADE, "must be a time like 2026-01-31T12:00:00Z");
      refused.initCause(e);
      throw refused;
    }
  }

  private static Quantity quantity(Quantity.Of of, String key, Fields part) {
    List<String> known = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      if (quantity.of() == of && quantity.key().equals(key)) {
        return quantity;
      }
      if (quantity.of() == of) {
        known.add(quantity.key());
      }
    }
    throw part.error(key, "must be one of " + String.join(", ", known));
  }

  private Estimate estimate(Fields fields) {
    allow(fields, Keys.ESTIMATE);
    double[] interval = fields.pair(Keys.INTERVAL);
    double value = fields.number(Keys.VALUE);
    if (!(interval[0] <= value && value <= interval[1])) {
      throw fields.error(Keys.INTERVAL, "must hold the value " + value);
    }
    long samples = fields.whole(Keys.SAMPLES);
    if (samples < 0 || samples > Integer.MAX_VALUE) {
      throw fields.error(Keys.SAMPLES, "must be a number of samples");
    }
    return new Estimate(
        value,
        interval[0],
        interval[1],
        (int) samples,
        fields.text(Keys.METHOD),
        fields.flag(Keys.IDENTIFIABLE),
        new Estimate.Source(
            fields.text(Keys.QUESTION),
            fields.flag(Keys.DOUBTED),
            fields.digest(Keys.DATA),
            premise(fields)));
  }

  private static Premise premise(Fields fields) {
    String text = fields.isNull(Keys.PREMISE) ? "" : fields.text(Keys.PREMISE);
    return Arrays.stream(Premise.values())
        .filter(one -> one.text().equals(text))
        .findFirst()
        .orElseThrow(() -> fields.error(
            Keys.PREMISE,
            "must be one of "
                + Arrays.stream(Premise.values())
                    .map(Premise::text)
                    .filter(one -> !one.isEmpty())
                    .toList()));
  }

  private KeptJudgement judgement(Fields fields) {
    allow(fields, Keys.JUDGEMENT);
    String word = fields.text(Keys.VERDICT);
    Verdict verdict = Arrays.stream(Verdict.values())
        .filter(one -> one.toString().equals(word))
        .findFirst()
        .orElseThrow(() ->
            fields.error(Keys.VERDICT, "must be one of " + Arrays.toString(Verdict.values())));
    if (fields.text(Keys.QUESTION).isBlank()) {
      throw fields.error(Keys.QUESTION, "must be the name of a question");
    }
    return new KeptJudgement(
        fields.text(Keys.QUESTION),
        fields.isNull(Keys.JOINT) ? Optional.empty() : Optional.of(fields.text(Keys.JOINT)),
        new Judgement(verdict, fields.text(Keys.SUBJECT), fields.text(Keys.REASON)));
  }
}
