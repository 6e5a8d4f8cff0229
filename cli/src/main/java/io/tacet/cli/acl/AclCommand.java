package io.tacet.cli.acl;

import io.tacet.cli.connection.ConnectionOptions;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.HelpOption;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Json;
import io.tacet.contract.acl.AccessRules;
import io.tacet.contract.acl.Party;
import io.tacet.contract.acl.PrincipalForm;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The verb {@code acl}. */
@Command(
    name = "acl",
    sortOptions = false,
    description = {
      "Shows what each service and each machine's worker may do in Kafka, and sets it.",
      "Rules are by least privilege: a worker reads its one topic in its own group and writes events,"
          + " nothing else. Without --apply nothing is changed: lines for kafka-acls.sh are printed, or"
          + " JSON.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet acl                                    the services' rules",
      "  tacet acl --machine m1 --machine m2          two workers' rules, too",
      "  tacet acl --only tacet-worker-m1 --machine m1 -o json",
      "  tacet acl --apply --machine m1 --brokers kafka1:9093 --kafka-ca ca.pem \\",
      "      --kafka-user admin --kafka-password-file admin.password --users passwords/",
      "",
      "Where the scheduler manages machines (tacet.scheduler.acl.manage), it sets a worker's rules",
      "itself when the machine is registered, and removes them when it is retired. docs/locked.md"
    })
public final class AclCommand implements Callable<Integer> {

  private final Context context;

  @Option(
      names = "--machine",
      paramLabel = "ID",
      description = "A machine whose worker's rules are wanted, too. May be given several times.")
  private List<String> machines = new ArrayList<>();

  @Option(names = "--registered", description = "The same for every machine the scheduler knows.")
  private boolean registered;

  @Option(
      names = "--only",
      paramLabel = "USER",
      description = "This user's rules only. May be given several times.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      defaultValue = Topics.DEFAULT_PREFIX,
      description = "What the topics' names begin with. Default: ${DEFAULT-VALUE}")
  private String prefix = Topics.DEFAULT_PREFIX;

  @Option(
      names = "--foreign-topic",
      paramLabel = "TOPIC",
      description =
          "A topic of others that the accountant reads (tacet.accountant.slurm-live.topic). Give it"
              + " together with --streams, so that no program gets rights over it.")
  private List<String> foreign = new ArrayList<>();

  @Option(
      names = "--streams",
      paramLabel = "ID=TOPIC",
      description = {
        "An analyst's program of Kafka Streams, by its application id, and the topic it writes,"
            + " which you make: tacet-analyst may do all with what begins with ID,"
            + " which is refused where that is Tacet's, Kafka's or a --foreign-topic."
      })
  private Map<String, String> streams = new LinkedHashMap<>();

  @Option(
      names = "--operator-managed",
      description =
          "An operator sets the rules of machines: the scheduler gets no right to change ACLs.")
  private boolean operatorManaged;

  @Option(
      names = "--certificates",
      description =
          "Users sign in with certificates (User:CN=NAME) instead of passwords (User:NAME).")
  private boolean certificates;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description = "commands (default) or json.")
  private Form form = Form.COMMANDS;

  @Option(names = "--apply", description = "Set the rules on the broker; those there stay.")
  private boolean apply;

  @ArgGroup(exclusive = false, validate = false, heading = "%nFor --apply:%n")
  private BrokerOptions broker = new BrokerOptions();

  @ArgGroup(exclusive = false, validate = false, heading = "%nFor --registered:%n")
  private ConnectionOptions connection = new ConnectionOptions();

  @SuppressWarnings("UnusedVariable") // read by the command line
  @Mixin
  private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs in this process. */
  public AclCommand(Context context) {
    this.context = context;
  }

  /** How the rules are printed. */
  enum Form {
    COMMANDS,
    JSON
  }

  @Override
  public Integer call() {
    if (!apply && broker.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "the options of the broker go with --apply; without it nothing is set.");
    }
    PrincipalForm principals = certificates ? PrincipalForm.CERTIFICATE : PrincipalForm.PASSWORD;
    List<Party> parties = parties();
    PrintWriter out = context.terminal().out();
    if (apply) {
      broker.apply(parties, principals, context.terminal().err(), spec.commandLine());
    } else if (form == Form.JSON) {
      out.println(Json.text(AclText.rows(parties, principals)));
    } else {
      AclText.commands(parties, principals).forEach(out::println);
    }
    context.terminal().flush();
    return ExitCode.OK;
  }

  private List<Party> parties() {
    AccessRules rules = new AccessRules(topics());
    List<Party> all = new ArrayList<>();
    all.add(rules.scheduler(!operatorManaged));
    all.add(rules.notifier());
    all.add(rules.accountant(foreign));
    all.add(analyst(rules));
    machineIds().forEach(id -> all.add(rules.worker(new MachineId(id))));
    if (only.isEmpty()) {
      return all;
    }
    List<Party> chosen = all.stream().filter(party -> only.contains(party.user())).toList();
    List<String> known = all.stream().map(Party::user).toList();
    only.stream()
        .filter(user -> !known.contains(user))
        .findFirst()
        .ifPresent(
            user -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "--only " + user + ": there are " + String.join(", ", known) + ".");
            });
    return chosen;
  }

  private Party analyst(AccessRules rules) {
    try {
      return rules.analyst(streams, foreign);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--streams: " + e.getMessage(), e);
    }
  }

  private Topics topics() {
    try {
      return new Topics(prefix);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Set<String> machineIds() {
    Set<String> ids = new LinkedHashSet<>(machines);
    machines.stream()
        .filter(id -> !MachineId.isValid(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "--machine " + id + ": an id is 1 to 63 characters of a-z, 0-9 and '-'.");
            });
    if (registered) {
      List<String> found = Registered.ids(connection, context);
      if (found.isEmpty()) {
        throw new CommandFailure("no machine is registered.", "Name them: --machine ID");
      }
      ids.addAll(found);
    }
    return ids;
  }
}
