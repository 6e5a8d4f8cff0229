package io.tacet.scheduler.machine;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.rest.Machine;
import io.tacet.contract.rest.PutMachine;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.DatabaseException;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.directory.Directory;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.machine.MachineStore.Description;
import io.tacet.schema.DirectoryMachine;
import io.tacet.schema.MachineKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Registers machines. First topic and offset, then the row and the directory in one transaction: a
 * machine that can be seen can be sent orders, and a registration that broke off can be repeated.
 * Thread-safe.
 */
@ApplicationScoped
public class MachineRegistration {

  private static final int LONGEST = 200;
  private static final int MOST_LABELS = 50;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9.-]{1,63}");

  private final MachineStore machines;
  private final MachineTopic topic;
  private final Directory directory;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final MachineChanges changes;

  MachineRegistration(
      MachineStore machines,
      MachineTopic topic,
      Directory directory,
      Transactions transactions,
      Dispatcher dispatcher,
      MachineChanges changes) {
    this.machines = machines;
    this.topic = topic;
    this.directory = directory;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.changes = changes;
  }

  /**
   * Registers a machine, or changes what is said of it.
   *
   * @param by who says so
   * @return whether it is new
   * @throws ProblemException 400 naming every field that is wrong, 503 without Kafka
   */
  public boolean put(String id, PutMachine body, String by) {
    Description said = checked(id, body);
    MachineId machine = new MachineId(id);
    boolean isNew = isNew(id);
    try {
      if (isNew) {
        topic.ensure(machine);
      } else {
        // Not the offset: of a machine that was at work a lost one says that nobody knows which
        // orders are over, and is set by an operator after a look
        topic.ensureTopic(machine);
      }
    } catch (KafkaException e) {
      throw ProblemException.unavailable(
          KafkaRefusal.advice(e)
              .map(advice -> "The machine's topic or rights could not be made: " + advice + ".")
              .orElse(
                  "Kafka does not answer, so the machine's topic could not be made. Nothing was"
                      + " changed; try again."),
          e);
    }
    try {
      transactions.run(
          () -> {
            Optional<Description> before = machines.lock(id);
            before.ifPresent(now -> mustNotGo(id, isNew, now.duty()));
            // Only a registration gives a retired machine a duty again
            Duty duty = before.map(Description::duty).filter(Duty::isThere).orElse(Duty.IN_USE);
            machines.put(id, said.with(duty));
            directory.machine(entry(id, said));
            changes.registered(id, before.orElse(null), said.with(duty), by);
          });
    } catch (RuntimeException e) {
      throw DatabaseException.isDuplicate(e) ? taken(said.text()) : e;
    }
    dispatcher.wake();
    return isNew;
  }

  private boolean isNew(String id) {
    String duty =
        machines.find(id).map(Machine::duty).map(Machine.Word::word).orElse(Duty.RETIRED.name());
    boolean isNew = duty.equals(Duty.RETIRED.name());
    mustNotGo(id, isNew, Duty.valueOf(duty));
    return isNew;
  }

  /** While it is on its way out its topic is being removed, or was since this began. */
  private static void mustNotGo(String id, boolean isNew, Duty duty) {
    if (duty == Duty.RETIRING || (duty == Duty.RETIRED && !isNew)) {
      throw ProblemException.conflict(
          "Machine " + id + " is being retired; register it again when that is done.");
    }
  }

  private Description checked(String id, PutMachine body) {
    FieldErrors errors = new FieldErrors();
    errors.require(MachineId.isValid(id), "id", "must be 1 to 63 characters of a-z, 0-9 and '-'");
    String description = body.description() == null ? id : body.description().strip();
    errors.require(!description.isBlank(), "description", "must not be empty");
    errors.line("description", description, LONGEST);
    String kind = kind(body.kind(), errors);
    String queueOrder = queueOrder(body.queueOrder(), errors);
    Map<String, @Nullable String> labels = body.labels() == null ? Map.of() : body.labels();
    labels(labels, errors);
    List<String> macs =
        body.macAddresses() == null ? null : MacAddresses.checked(body.macAddresses(), errors);
    errors.throwIfAny();
    machines
        .described(description)
        .filter(other -> !other.equals(id))
        .ifPresent(
            other -> {
              throw taken(description);
            });
    return new Description(description, kind, Map.copyOf(labels), queueOrder, macs, Duty.IN_USE);
  }

  private static String kind(@Nullable String text, FieldErrors errors) {
    String kind = text == null ? "BENCHMARKING" : text.strip().toUpperCase(Locale.ROOT);
    if (!kind.equals("BENCHMARKING") && !kind.equals("PROFILING") && !kind.equals("DEVELOPMENT")) {
      errors.add("kind", "must be BENCHMARKING, PROFILING or DEVELOPMENT");
    }
    return kind;
  }

  private static @Nullable String queueOrder(@Nullable String text, FieldErrors errors) {
    String order = text == null ? null : text.strip().toUpperCase(Locale.ROOT);
    errors.require(
        order == null || order.equals("FIFO") || order.equals("RANDOM"),
        "queueOrder",
        "must be FIFO or RANDOM");
    return order;
  }

  private static void labels(Map<String, @Nullable String> labels, FieldErrors errors) {
    errors.require(
        labels.size() <= MOST_LABELS, "labels", "must have at most " + MOST_LABELS + " entries");
    labels.forEach(
        (name, value) -> {
          String field = "labels." + name.replaceAll("\\p{Cntrl}", "?");
          errors.require(
              LABEL.matcher(name).matches(), field, "names must match " + LABEL.pattern());
          errors.require(value != null, field, "must be a text");
          errors.line(field, value, LONGEST);
        });
  }

  private static ProblemException taken(String description) {
    FieldErrors errors = new FieldErrors();
    errors.add("description", "'" + description + "' is another machine's already");
    return ProblemException.invalid(errors.all());
  }

  static DirectoryMachine entry(String id, Description said) {
    return DirectoryMachine.newBuilder()
        .setId(id)
        .setDescription(said.text())
        .setKind(MachineKind.valueOf(said.kind()))
        .setLabels(said.labels())
        .setActive(said.duty().isThere())
        .build();
  }
}
