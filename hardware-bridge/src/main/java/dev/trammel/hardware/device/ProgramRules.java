package dev.trammel.hardware.device;

import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Code;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.ProgramCheck;
import dev.trammel.hardware.wire.Request;

/** What a program must keep to in order to be taken by this device. */
final class ProgramRules {

  private final Birth.Offer offer;
  private final ProgramCheck check;

  ProgramRules(Birth birth) {
    offer = birth.offer();
    check = new ProgramCheck(birth);
  }

  Answer check(Request.Begin begin) {
    if (begin.program() == 0) {
      return Answer.refused(Code.VALUE, "a program's number must not be 0");
    }
    if (begin.bytes() == 0) {
      return Answer.refused(Code.VALUE, "a program must have bytes");
    }
    if (!offer.modes().contains(begin.kind().activity())) {
      return Answer.refused(
          Code.UNSUPPORTED, "programs of kind " + begin.kind() + " do not run here");
    }
    int most = offer.most().programBytes();
    return begin.bytes() > most
        ? Answer.refused(
            Code.SIZE, "a program has at most " + most + " bytes, this " + begin.bytes())
        : Answer.OK;
  }

  Answer check(Request.Chunk chunk) {
    int most = offer.most().chunkBytes();
    return chunk.content().length > most
        ? Answer.refused(
            Code.SIZE, "a piece has at most " + most + " bytes, this " + chunk.content().length)
        : Answer.OK;
  }

  /** Checks a program, whose numbers are sound in themselves, against this robot. */
  Answer check(Program program) {
    return check.refusal(program).map(Answer::refused).orElse(Answer.OK);
  }
}
