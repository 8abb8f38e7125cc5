package dev.trammel.hardware.mqtt;

import dev.trammel.controller.linalg.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a device is and who speaks to it: {@code mqtt://[USER@]HOST[:PORT]/DEVICE}, or {@code
 * mqtts://…} for TLS. Without a user it is the one of the operating system.
 */
public record LinkAddress(boolean secure, String user, String host, int port, String device) {

  private static final String NAME = "[A-Za-z0-9_-]{1,32}";
  private static final Pattern FORM = Pattern.compile(
      "(mqtts?)://(?:([^@/]*)@)?(\\[[0-9A-Fa-f:.]+]|[^@/:\\[\\]]+)(?::([0-9]{1,5}))?/([^/]*)");

  public LinkAddress {
    requireName(user, "the user of an address");
    requireName(device, "the device of an address");
    if (port < 1 || port > 65535) {
      throw new UsageException("the port of an address must be 1 to 65535, was " + port);
    }
  }

  public static LinkAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new UsageException(
          "an address is mqtt://[USER@]HOST[:PORT]/DEVICE, or mqtts://… for TLS; was '" + text
              + "'");
    }
    boolean secure = form.group(1).equals("mqtts");
    String user = form.group(2) == null ? thisUser() : form.group(2);
    int port = form.group(4) == null ? (secure ? 8883 : 1883) : Integer.parseInt(form.group(4));
    return new LinkAddress(secure, user, form.group(3), port, form.group(5));
  }

  /** Of the operating system's user name, what may stand in a topic. */
  private static String thisUser() {
    String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "");
    return name.isEmpty() ? "trammel" : name.substring(0, Math.min(32, name.length()));
  }

  private static void requireName(String name, String what) {
    if (!name.matches(NAME)) {
      throw new UsageException(what + " must be 1 to 32 of A-Z a-z 0-9 _ -, was '" + name + "'");
    }
  }

  /** The same place, as somebody else; a device speaks as itself. */
  public LinkAddress withUser(String other) {
    return new LinkAddress(secure, other, host, port, device);
  }

  /** The broker alone: {@code mqtt://HOST:PORT}. */
  public String broker() {
    return (secure ? "mqtts://" : "mqtt://") + host + ":" + port;
  }

  @Override
  public String toString() {
    return (secure ? "mqtts://" : "mqtt://") + user + "@" + host + ":" + port + "/" + device;
  }
}
