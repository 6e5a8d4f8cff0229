package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code machine key}. */
@Command(
    name = "key",
    description = {
      "Registers the public half of the key that a machine signs its events with, or revokes a key.",
      "From its first key on, what the machine says unsigned is refused: let its worker sign first"
          + " (tacet-worker key). A key before holds for --overlap longer. Operators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet machine key m1 --public-key signing.key.pub",
      "  tacet machine key m1 --public-key new.key.pub --overlap 2h",
      "  tacet machine key m1 --revoke 21fe31dfa154a261626bf854046fd227"
    })
public final class KeyCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Option(
      names = "--public-key",
      paramLabel = "FILE",
      description = "PEM file with the public half, as tacet-worker key writes it.")
  private @Nullable Path publicKey;

  @Option(
      names = "--overlap",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "How long the key before is still good, e.g. 2h (default: 24h, at most 30d).")
  private @Nullable Duration overlap;

  @Option(
      names = "--revoke",
      paramLabel = "KEY",
      description = "Id of a key that is to end now; machine show has the ids.")
  private @Nullable String revoked;

  @Mixin private ServerOptions server = new ServerOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs in this process. */
  public KeyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if ((publicKey == null) == (revoked == null)) {
      throw new ParameterException(spec.commandLine(), "give either --public-key or --revoke.");
    }
    if (publicKey != null) {
      String half = PublicKeyFile.read(publicKey, spec);
      tell("registered", server.scheduler(context).putMachineKey(id, half, overlap));
    } else if (revoked != null) {
      tell("revoked", server.scheduler(context).revokeMachineKey(id, revoked));
    }
    return ExitCode.OK;
  }

  private void tell(String done, Machine machine) {
    if (server.output() == OutputFormat.TABLE) {
      context.terminal().out().println("The key of machine " + machine.id() + " is " + done + ".");
      MachineText.keys(machine, context.terminal().out());
    } else {
      server.answer(context).list(MachineListing.LISTING, List.of(machine), machine, "");
    }
  }
}
