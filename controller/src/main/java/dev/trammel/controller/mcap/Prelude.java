package dev.trammel.controller.mcap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What stands at a file's begin and never changes: schemas, channels, metadata, attachments. A
 * last metadata record keeps the checksum of all that, which MCAP itself checks only once the file
 * is closed.
 *
 * @param schemas of the channels
 * @param channels of the messages
 * @param metadata name of the one record of it
 * @param entries of the metadata, in order
 * @param attachments names and texts, in order
 */
public record Prelude(
    List<Schema> schemas,
    List<MessageChannel> channels,
    String metadata,
    Map<String, String> entries,
    Map<String, String> attachments) {

  static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  static final String LIBRARY = "trammel 1";
  static final String CHECK = "checksum";
  static final String MEDIA_TYPE = "text/plain";

  public Prelude {
    schemas = List.copyOf(schemas);
    channels = List.copyOf(channels);
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    attachments = Collections.unmodifiableMap(new LinkedHashMap<>(attachments));
  }

  /**
   * Where a record stands that the summary lists.
   *
   * @param opcode of the record
   * @param length of the whole record
   * @param dataLength of what it carries
   */
  record Place(int opcode, String name, long offset, long length, long dataLength) {}

  /** The bytes of the file's begin. */
  byte[] encode() {
    return encode(new ArrayList<>());
  }

  /** Where the metadata and the attachments stand. */
  List<Place> places() {
    List<Place> places = new ArrayList<>();
    encode(places);
    return places;
  }

  private byte[] encode(List<Place> places) {
    RecordBuffer out = new RecordBuffer().raw(MAGIC);
    out.begin(Opcode.HEADER).text("").text(LIBRARY).end();
    encodeGroups(out);
    places.add(encodeMetadata(out, metadata, entries));
    attachments.forEach((name, text) -> places.add(encodeAttachment(out, name, text)));
    places.add(encodeMetadata(out, CHECK, check(out.crc(0))));
    return out.toBytes();
  }

  /** Schemas, then channels. */
  private void encodeGroups(RecordBuffer out) {
    schemas.forEach(schema -> schema.encode(out));
    channels.forEach(channel -> channel.encode(out));
  }

  private static Map<String, String> check(int crc) {
    return Map.of("crc32", String.format(Locale.ROOT, "%08x", crc));
  }

  private static Place encodeMetadata(RecordBuffer out, String name, Map<String, String> entries) {
    int begin = out.size();
    out.begin(Opcode.METADATA).text(name).map(entries).end();
    return new Place(Opcode.METADATA, name, begin, out.size() - begin, 0);
  }

  private static Place encodeAttachment(RecordBuffer out, String name, String text) {
    int begin = out.size();
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    RecordBuffer content =
        new RecordBuffer().int64(0).int64(0).text(name).text(MEDIA_TYPE).int64(data.length);
    content.raw(data);
    out.begin(Opcode.ATTACHMENT).raw(content.toBytes()).int32(content.crc(0)).end();
    return new Place(Opcode.ATTACHMENT, name, begin, out.size() - begin, data.length);
  }
}
