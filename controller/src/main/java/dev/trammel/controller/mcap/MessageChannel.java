package dev.trammel.controller.mcap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stream of messages of one kind.
 *
 * @param id from 1
 * @param schema id of the schema of its messages
 * @param topic its name
 * @param encoding of the messages: {@code cdr}, {@code json}
 * @param metadata texts for whoever reads it, in order
 */
public record MessageChannel(
    int id, int schema, String topic, String encoding, Map<String, String> metadata) {

  public MessageChannel {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  void encode(RecordBuffer out) {
    out.begin(Opcode.CHANNEL).int16(id).int16(schema).text(topic).text(encoding).map(metadata);
    out.end();
  }
}
