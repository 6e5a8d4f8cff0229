package io.tacet.cli.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.PiAssignment;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code pi assignments}. */
@Command(
    name = "assignments",
    description = {"Lists which project and user belongs to which PI, and from when on.", ""},
    footer = {"", "Example:", "  tacet pi assignments -o csv"})
final class PiAssignmentsCommand implements Callable<Integer> {

  static final Listing<PiAssignment> LISTING =
      new Listing<>(
          List.of(
              Column.text("KIND", "kind", PiAssignment::kind),
              Column.text("ID", "id", PiAssignment::id),
              Column.text("FROM", "from", PiAssignment::from),
              Column.text("PI", "pi", PiAssignment::pi)));

  private final Context context;

  @Mixin private KnownOn known = new KnownOn();
  @Mixin private ServerOptions server = new ServerOptions();

  PiAssignmentsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<PiAssignment> all =
        server.accountant(context).facts("assignments", known.day(), new TypeReference<>() {});
    server
        .answer(context)
        .list(
            LISTING, all, all, "Nothing belongs to a PI. Say so: tacet pi assign PI --project ID");
    return ExitCode.OK;
  }
}
