package dev.trammel.hardware.mqtt;

import java.io.EOFException;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Puts into words why a broker did not do as asked. */
final class LinkFailure {

  private static final Map<Integer, String> REASONS = Map.ofEntries(
      Map.entry(0x80, "no reason given"),
      Map.entry(0x81, "malformed packet"),
      Map.entry(0x82, "protocol error"),
      Map.entry(0x83, "the broker's own rule"),
      Map.entry(0x84, "the broker does not speak MQTT 5"),
      Map.entry(0x85, "client identifier not accepted"),
      Map.entry(0x86, "user name or password not accepted"),
      Map.entry(0x87, "not authorised"),
      Map.entry(0x88, "the broker is not available"),
      Map.entry(0x89, "the broker is busy"),
      Map.entry(0x8A, "banned"),
      Map.entry(0x8B, "the broker shuts down"),
      Map.entry(0x8D, "no sign of life within the keep-alive"),
      Map.entry(0x8E, "somebody else connected with the same client identifier"),
      Map.entry(0x8F, "topic filter not accepted"),
      Map.entry(0x90, "topic not accepted"),
      Map.entry(0x93, "more under way than the broker takes"),
      Map.entry(0x95, "packet too large"),
      Map.entry(0x96, "too many messages"),
      Map.entry(0x97, "quota exceeded"),
      Map.entry(0x98, "an administrator's action"),
      Map.entry(0x9A, "the broker retains nothing"),
      Map.entry(0x9B, "QoS not supported"));

  /** What does not pass by itself. */
  private static final Set<Integer> PERMANENT = Set.of(0x84, 0x85, 0x86, 0x87, 0x8A, 0x8C);

  private final LinkAddress address;
  private final Credentials.Access access;

  LinkFailure(LinkAddress address, Credentials.Access access) {
    this.address = address;
    this.access = access;
  }

  static boolean isRefusal(int reasonCode) {
    return reasonCode >= 0x80 && reasonCode <= 0xFF;
  }

  private static String named(int reasonCode) {
    return REASONS.getOrDefault(reasonCode, "reason") + " (" + reasonCode + ")";
  }

  private String who() {
    return address.broker() + " as " + address.user();
  }

  /** A message or a subscription was refused. */
  LinkException refused(String what, String topic, int reasonCode) {
    return new LinkException(
        who() + " refused to " + what + " " + topic + ": " + named(reasonCode), true);
  }

  /** The broker takes too little. */
  LinkException takesTooLittle(long most, long needed) {
    return new LinkException(
        who() + " takes packets of " + most + " byte at most, must take " + needed, true);
  }

  /** The broker ended the connection and said why. */
  LinkException ended(int reasonCode) {
    return new LinkException(who() + " ended the connection: " + named(reasonCode), false);
  }

  /**
   * An attempt to connect failed, or a connection was lost.
   *
   * @param greeted whether there was one
   */
  LinkException failed(MqttException e, boolean greeted) {
    int code = e.getReasonCode();
    if (isRefusal(code)) {
      return new LinkException(
          who() + " refused the connection: " + named(code) + "; " + access.shown(),
          PERMANENT.contains(code),
          e);
    }
    SSLException tls = tlsCause(e);
    if (tls != null) {
      return new LinkException(who() + ": " + tlsReason(tls), true, e);
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (address.secure() && !greeted && isCut(code, cause)) {
      return new LinkException(
          who() + " cut the connection before it greeted; perhaps it did not accept who we are; "
              + access.shown(),
          true,
          e);
    }
    return new LinkException(who() + ": " + reasonOf(code, cause), false, e);
  }

  /** By TLS 1.3 a certificate is refused after the client thinks that all is well. */
  private static boolean isCut(int code, Throwable cause) {
    return code != MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR
        && (cause instanceof SocketException || cause instanceof EOFException);
  }

  private static @Nullable SSLException tlsCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException tls) {
        return tls;
      }
    }
    return null;
  }

  private String tlsReason(SSLException tls) {
    Throwable root = tls;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = String.valueOf(root.getMessage());
    String alert = String.valueOf(tls.getMessage());
    if (alert.contains("fatal alert")) {
      return "the broker did not accept who we are ("
          + alert.replaceAll(".*fatal alert: ", "")
          + "); "
          + access.shown();
    }
    if (said.contains("certification path") || said.contains("trust anchors")) {
      return "the broker's certificate is not signed by whom we trust, ca.crt beside the user's";
    }
    if (said.contains("subject alternative") || said.startsWith("No name matching")) {
      return "the broker's certificate is not for " + address.host() + ": " + said;
    }
    return "no TLS with the broker: " + said;
  }

  private static String reasonOf(int code, Throwable cause) {
    String said =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return switch (code) {
      case MqttClientException.REASON_CODE_SERVER_CONNECT_ERROR -> "nobody listens there: " + said;
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT,
          MqttClientException.REASON_CODE_WRITE_TIMEOUT -> "no answer in time";
      case MqttClientException.REASON_CODE_CONNECTION_LOST -> "the connection was cut: " + said;
      default ->
        cause.getClass().getSimpleName().toLowerCase(Locale.ROOT).contains("unknownhost")
            ? "no such host: " + said
            : said;
    };
  }
}
