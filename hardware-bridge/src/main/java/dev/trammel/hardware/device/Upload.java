package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Decoded;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.Sha256;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One program on its way to the device: announced, filled by pieces in any order, then whole. */
final class Upload {

  private final Request.Begin announced;
  private byte[] content;
  private BitSet arrived;
  private @Nullable Program program;

  Upload(Request.Begin announced) {
    this.announced = announced;
    content = new byte[announced.bytes()];
    arrived = new BitSet(content.length);
  }

  int number() {
    return announced.program();
  }

  /** What it says, once it is committed. */
  @Nullable
  Program program() {
    return program;
  }

  /** Takes a piece; the same one twice does no harm. */
  Answer put(Request.Chunk chunk) {
    if (program != null) {
      return committed();
    }
    if (chunk.content().length > content.length - chunk.offset()) {
      return Answer.refused(
          Code.VALUE,
          "a piece must end within the " + content.length + " bytes of its program, began at "
              + chunk.offset());
    }
    System.arraycopy(chunk.content(), 0, content, chunk.offset(), chunk.content().length);
    arrived.set(chunk.offset(), chunk.offset() + chunk.content().length);
    return Answer.OK;
  }

  /** Checks all of it. */
  Answer commit(ProgramRules rules) {
    if (program != null) {
      return committed();
    }
    if (arrived.cardinality() != content.length
        || !Arrays.equals(Sha256.of(content), announced.sha256())) {
      return Answer.refused(Code.HASH, "the program is not what BEGIN announced");
    }
    Decoded<Program> decoded = Program.decode(announced.kind(), content);
    if (decoded instanceof Decoded.Refused<Program> refused) {
      return Answer.refused(refused.refusal());
    }
    Program whole = ((Decoded.Valid<Program>) decoded).value();
    Answer answer = rules.check(whole);
    if (!answer.isRefusal()) {
      program = whole;
      content = new byte[0];
      arrived = new BitSet();
    }
    return answer;
  }

  private Answer committed() {
    return Answer.refused(Code.PROGRAM, "program " + number() + " is committed already");
  }
}
