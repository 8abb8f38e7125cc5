package dev.trammel.hardware.wire;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics of one device, section 1.
 *
 * @param device its name
 */
public record Topics(String device) {

  private static final String ROOT = "trammel/v1/";
  private static final String NAME = "[A-Za-z0-9_-]{1,32}";
  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final Pattern FROM =
      Pattern.compile(ROOT + "(" + NAME + ")/(from|stop|to)/(" + NAME + ")(?:/([a-z]+))?");

  public Topics {
    requireName(device, "device");
  }

  /** Refuses what cannot be the name of a device or user. */
  public static void requireName(String name, String what) {
    if (!NAMES.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a " + what + " must match " + NAME + ", was '" + name + "'");
    }
  }

  public String birth() {
    return below("birth");
  }

  public String conn() {
    return below("conn");
  }

  public String state() {
    return below("state");
  }

  public String event() {
    return below("event");
  }

  public String ack(String user) {
    return below("to/" + user + "/ack");
  }

  public String log(String user) {
    return below("to/" + user + "/log");
  }

  public String pong(String user) {
    return below("to/" + user + "/pong");
  }

  public String request(String user) {
    return below("from/" + user + "/request");
  }

  public String fast(String user) {
    return below("from/" + user + "/fast");
  }

  public String stop(String user) {
    return below("stop/" + user);
  }

  /** Who stops by what comes on this topic, whether that is a name or not; empty if nobody does. */
  public Optional<String> stopper(String topic) {
    String stops = below("stop");
    boolean isStop = topic.startsWith(stops + "/") || topic.equals(stops);
    return isStop
        ? Optional.of(topic.substring(Math.min(topic.length(), stops.length() + 1)))
        : Optional.empty();
  }

  /** What the device subscribes to for requests. */
  public String allRequests() {
    return below("from/#");
  }

  /** What the device subscribes to for stops. */
  public String allStops() {
    return below("stop/#");
  }

  /** All that the device says to a user alone. */
  public String allTo(String user) {
    return below("to/" + user + "/#");
  }

  /** On which topic a user sends this type. */
  public String of(MessageType type, String user) {
    return type.isFast() ? fast(user) : request(user);
  }

  /**
   * Whose topic this is.
   *
   * @param direction {@code from}, {@code to} or {@code stop}
   * @param user of whom it bears the name
   * @param kind the last level; empty for {@code stop}
   */
  public record Address(String direction, String user, String kind) {}

  /** Reads a topic that bears a user's name; empty if it is not one of this device's. */
  public Optional<Address> address(String topic) {
    Matcher matcher = FROM.matcher(topic);
    if (!matcher.matches() || !matcher.group(1).equals(device)) {
      return Optional.empty();
    }
    String kind = matcher.group(4) == null ? "" : matcher.group(4);
    String direction = matcher.group(2);
    boolean known = switch (direction) {
      case "from" -> kind.equals("request") || kind.equals("fast");
      case "to" -> kind.equals("ack") || kind.equals("log") || kind.equals("pong");
      default -> kind.isEmpty();
    };
    return known ? Optional.of(new Address(direction, matcher.group(3), kind)) : Optional.empty();
  }

  private String below(String rest) {
    return ROOT + device + "/" + rest;
  }
}
