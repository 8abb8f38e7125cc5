package dev.trammel.calibration.store;

import picocli.CommandLine;

/** The commands about calibrations on the disk. */
public final class StoreCommands {

  private StoreCommands() {}

  /** Adds them to the command that they belong to. */
  public static void addTo(CommandLine calibrate) {
    calibrate.addSubcommand("list", new ListCommand());
    calibrate.addSubcommand("diff", new DiffCommand());
    calibrate.addSubcommand("promote", new PromoteCommand());
    calibrate.addSubcommand("rollback", new RollbackCommand());
  }
}
