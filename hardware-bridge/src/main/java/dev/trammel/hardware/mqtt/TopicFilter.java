package dev.trammel.hardware.mqtt;

/** The topics of a subscription: {@code +} stands for one level, {@code #} at the end for the rest. */
public final class TopicFilter {

  private final String filter;

  public TopicFilter(String filter) {
    int hash = filter.indexOf('#');
    if (filter.isEmpty() || (hash >= 0 && hash != filter.length() - 1)) {
      throw new IllegalArgumentException(
          "a filter of topics may have # at its end only, was '" + filter + "'");
    }
    this.filter = filter;
  }

  /** Whether a message on a topic is one for this filter (MQTT 5, section 4.7). */
  public boolean matches(String topic) {
    int f = 0;
    int t = 0;
    while (f < filter.length()) {
      char wanted = filter.charAt(f);
      if (wanted == '#') {
        return true;
      }
      if (wanted == '+') {
        int end = topic.indexOf('/', t);
        t = end < 0 ? topic.length() : end;
        f++;
      } else if (t < topic.length() && topic.charAt(t) == wanted) {
        f++;
        t++;
      } else {
        // a/# also means a
        return t == topic.length() && filter.substring(f).equals("/#");
      }
    }
    return t == topic.length();
  }
}
