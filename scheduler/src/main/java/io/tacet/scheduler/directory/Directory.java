package io.tacet.scheduler.directory;

import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.scheduler.signature.DirectoryKeys;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.DirectoryMachine;
import io.tacet.schema.DirectoryProject;
import io.tacet.schema.DirectoryUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/**
 * Puts entries into the outbox, in the transaction that changes what they speak of; the row they
 * stand for must be locked by it. Thread-safe.
 */
@ApplicationScoped
public class Directory {

  private final Outbox outbox;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;
  private final DirectoryKeys keys;

  Directory(Outbox outbox, Topics topics, Ids ids, InstantSource clock, DirectoryKeys keys) {
    this.outbox = outbox;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
    this.keys = keys;
  }

  /** A user, new or changed. */
  public void user(DirectoryUser user) {
    put(user.getId(), entry(DirectoryKind.USER).setUser(user).build());
  }

  /** A project, new or changed. */
  public void project(DirectoryProject project) {
    put(project.getId(), entry(DirectoryKind.PROJECT).setProject(project).build());
  }

  /** A machine, new or changed, with the keys it has. */
  public void machine(DirectoryMachine machine) {
    put(machine.getId(), entry(DirectoryKind.MACHINE).setMachine(keys.in(machine)).build());
  }

  private DirectoryEntry.Builder entry(DirectoryKind kind) {
    return DirectoryEntry.newBuilder()
        .setEventId(ids.event())
        .setOccurredAt(clock.instant())
        .setKind(kind);
  }

  private void put(String id, DirectoryEntry entry) {
    outbox.put(topics.directory(), entry.getKind() + ":" + id, entry);
  }
}
