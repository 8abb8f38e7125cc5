package dev.trammel.controller.mcap;

/**
 * What a channel's messages look like.
 *
 * @param id from 1
 * @param name of the type
 * @param encoding of the text: {@code ros2msg}, {@code jsonschema}
 * @param text the definition
 */
public record Schema(int id, String name, String encoding, String text) {

  void encode(RecordBuffer out) {
    out.begin(Opcode.SCHEMA).int16(id).text(name).text(encoding).text(text).end();
  }
}
