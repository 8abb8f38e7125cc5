package dev.trammel.hardware.wire;

/** A whole record. */
public record Message(Header header, Body body) {

  /** The bytes of sections 2 and 3. */
  public byte[] encode() {
    WireWriter out = new WireWriter();
    out.u32(Frame.MAGIC);
    out.u8(Frame.MAJOR);
    out.u8(body.type().number());
    out.u16(0);
    out.u32(0);
    out.u32(header.layout());
    out.u64(header.session());
    out.u64(header.sequence());
    out.u64(header.time());
    out.u64(header.expiry());
    body.writeTo(out);
    return out.finishRecord();
  }
}
