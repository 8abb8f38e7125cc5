package dev.trammel.hardware.remote;

import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.task.Suggestion;
import dev.trammel.hardware.mqtt.LinkAddress;
import dev.trammel.hardware.wire.MoveWay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which robot, and how it is dealt with: {@code mqtt://HOST/DEVICE?KEY=VALUE&KEY=VALUE…}.
 *
 * @param address of broker and device
 * @param move how it is brought to the start of an episode
 * @param streamed whether every controller runs here and sends single actions
 * @param lease for how long the robot goes on without a sign of life from here [s]
 * @param deadline for how long an action or a plan holds where it is closed over the wire [s];
 *     nothing: five periods, 100 ms at least
 * @param tubed whether local controllers take along the tube that they are valid in
 * @param anyCalibration whether a robot that works by another calibration than the task is spoken of
 *     and not refused
 */
public record RemoteSettings(
    LinkAddress address,
    Move move,
    boolean streamed,
    double lease,
    Optional<Double> deadline,
    boolean tubed,
    boolean anyCalibration) {

  private static final List<String> KEYS = List.of(
      "reset",
      "settle",
      "within",
      "rate",
      "limit",
      "mode",
      "lease",
      "deadline",
      "tube",
      "calibration");

  /**
   * How a robot is brought to a start.
   *
   * @param way nothing: placed where the robot is emulated, else by its own servo where it can
   * @param settle how long all joints must stay within tolerances [s]; nothing: see {@link Mover}
   * @param within tolerance of all positions [m or rad]; 0 is not checked; nothing: see {@link
   *     Mover}
   * @param rate tolerance of all velocities [m/s or rad/s]
   * @param limit after which it counts as failed [s]
   * @param isOnBench whether what its encoders read at a place may be what is asked
   */
  public record Move(
      Optional<MoveWay> way,
      Optional<Double> settle,
      Optional<Double> within,
      double rate,
      double limit,
      boolean isOnBench) {}

  /**
   * Reads an address with its settings.
   *
   * @throws UsageException if it is none; says what is allowed
   */
  public static RemoteSettings parse(String text) {
    int mark = text.indexOf('?');
    Reader reader = new Reader(text, mark < 0 ? "" : text.substring(mark + 1));
    return new RemoteSettings(
        LinkAddress.parse(mark < 0 ? text : text.substring(0, mark)),
        new Move(
            reader.word("reset", "servo", "place").map(RemoteSettings::way),
            reader.number("settle", 0, 60),
            reader.number("within", 0, 1e3),
            reader.number("rate", 0, 1e3).orElse(0.1),
            reader.number("limit", 0.1, 3600).orElse(60.0),
            false),
        reader.word("mode", "auto", "stream").equals(Optional.of("stream")),
        reader.number("lease", 0.1, 2).orElse(1.0),
        reader.number("deadline", 0.001, 5),
        !reader.word("tube", "on", "off").equals(Optional.of("off")),
        reader.word("calibration", "refuse", "warn").equals(Optional.of("warn")));
  }

  /** The same robot, spoken to by somebody else. */
  public RemoteSettings withUser(String user) {
    return new RemoteSettings(
        address.withUser(user), move, streamed, lease, deadline, tubed, anyCalibration);
  }

  /**
   * The same robot on a bench: it moves to a start by itself, unless it was said how, and is asked
   * what it is, whatever calibration it works by.
   *
   * @throws UsageException if motions were to leave their tubes behind
   */
  public RemoteSettings onBench() {
    if (!tubed) {
      throw new UsageException(
          address + " must not be given tube=off on a bench: a motion keeps its"
              + " tube, which stops it where it goes astray");
    }
    Optional<MoveWay> way = Optional.of(move.way.orElse(MoveWay.SERVO));
    Move servo = new Move(way, move.settle, move.within, move.rate, move.limit, true);
    return new RemoteSettings(address, servo, streamed, lease, deadline, tubed, true);
  }

  private static MoveWay way(String word) {
    return MoveWay.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Takes the part behind the question mark to pieces. */
  private static final class Reader {

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();

    Reader(String text, String query) {
      this.text = text;
      for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
        int at = part.indexOf('=');
        String key = at < 0 ? part : part.substring(0, at);
        if (!KEYS.contains(key)) {
          throw error(
              "unknown setting '" + key + "'", String.join(", ", KEYS) + Suggestion.of(key, KEYS));
        }
        if (values.put(key, at < 0 ? "" : part.substring(at + 1)) != null) {
          throw error("setting '" + key + "' twice", "each once");
        }
      }
    }

    Optional<String> word(String key, String... words) {
      return value(
          key, value -> List.of(words).contains(value) ? value : null, String.join(" or ", words));
    }

    Optional<Double> number(String key, double least, double most) {
      return value(
          key, value -> within(value, least, most), "a number from " + least + " to " + most);
    }

    private <T> Optional<T> value(String key, Function<String, @Nullable T> read, String allowed) {
      String value = values.get(key);
      if (value == null) {
        return Optional.empty();
      }
      T result = read.apply(value);
      if (result == null) {
        throw error(key + " '" + value + "'", allowed);
      }
      return Optional.of(result);
    }

    private UsageException error(String came, String allowed) {
      return new UsageException(
          "address " + text + ": " + came + " is not allowed, allowed: " + allowed);
    }

    private static @Nullable Double within(String value, double least, double most) {
      try {
        double number = Double.parseDouble(value);
        return number >= least && number <= most ? number : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }
  }
}
