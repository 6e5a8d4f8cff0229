package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ReasonOption;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A word of an operator on one machine, which is sent and answered with the machine. */
abstract class MachineWord implements Callable<Integer> {

  private final Context context;
  private final String word;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** The word as the scheduler's interface has it. */
  MachineWord(Context context, String word) {
    this.context = context;
    this.word = word;
  }

  @Nullable String reason() {
    return null;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server).show(server.scheduler(context).say(id, word, reason()));
    return ExitCode.OK;
  }

  /** A word that may come with a reason. */
  abstract static class WithReason extends MachineWord {

    @Mixin private ReasonOption reason = new ReasonOption();

    WithReason(Context context, String word) {
      super(context, word);
    }

    @Override
    @Nullable String reason() {
      return reason.given();
    }
  }
}
