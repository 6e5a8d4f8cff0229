package io.tacet.scheduler.machine;

import io.tacet.contract.rest.PutMachineKey;
import io.tacet.contract.signature.KnownKey;
import io.tacet.contract.signature.PublicHalf;
import io.tacet.contract.signature.Signer;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.directory.Directory;
import io.tacet.scheduler.machine.MachineHistory.Change;
import io.tacet.scheduler.machine.MachineStore.Description;
import io.tacet.scheduler.signature.OwnKey;
import io.tacet.scheduler.signature.SignerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registers, changes and revokes the keys that machines sign with, and publishes them with the
 * machine, in one transaction. Thread-safe.
 */
@ApplicationScoped
class MachineKeys {

  private static final Duration USUAL_OVERLAP = Duration.ofHours(24);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final SignerKeys keys;
  private final OwnKey own;
  private final MachineStore machines;
  private final Directory directory;
  private final MachineHistory history;
  private final Transactions transactions;
  private final InstantSource clock;

  MachineKeys(
      SignerKeys keys,
      OwnKey own,
      MachineStore machines,
      Directory directory,
      MachineHistory history,
      Transactions transactions,
      InstantSource clock) {
    this.keys = keys;
    this.own = own;
    this.machines = machines;
    this.directory = directory;
    this.history = history;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Registers a key; the one before holds a while longer. Registered already: nothing happens.
   *
   * @throws ProblemException 400 for a key or time that can't be, 404 without such a machine, 409
   *     where the key is of somebody else or was ended, or the scheduler itself signs nothing
   */
  void put(String machine, PutMachineKey body, String by) {
    FieldErrors errors = new FieldErrors();
    PublicHalf half = half(body.publicKey(), errors);
    Duration overlap = overlap(body.overlap(), errors);
    errors.throwIfAny();
    if (!own.signs()) {
      throw ProblemException.conflict(
          "This scheduler signs nothing itself, so readers could not believe what it says of a"
              + " machine that signs. Give it a key first: tacet.signature.key-file.");
    }
    Signer signer = Signer.machine(machine);
    transactions.run(
        () -> {
          Description said = known(machine);
          Instant now = clock.instant();
          Optional<KnownKey> there = keys.find(half.id());
          if (there.isPresent()) {
            mustBeGood(there.get(), signer);
            return;
          }
          String before = current(keys.of(signer), now);
          keys.add(new KnownKey(signer, half, now, null), now.plus(overlap), by);
          directory.machine(MachineRegistration.entry(machine, said));
          history.change(
              new Change(
                  machine,
                  "key",
                  before,
                  half.id(),
                  by,
                  before == null ? null : "the one before holds until " + now.plus(overlap)),
              now);
        });
  }

  /**
   * Ends a key at once; what was signed with it before stays good.
   *
   * @throws ProblemException 404 where the machine has no such key
   */
  void revoke(String machine, String keyId, String by) {
    Signer signer = Signer.machine(machine);
    transactions.run(
        () -> {
          Description said = known(machine);
          if (keys.find(keyId).filter(key -> key.signer().equals(signer)).isEmpty()) {
            throw ProblemException.notFound("Machine " + machine + " has no key '" + keyId + "'.");
          }
          Instant now = clock.instant();
          if (keys.end(signer, keyId, now) > 0) {
            directory.machine(MachineRegistration.entry(machine, said));
            history.change(
                new Change(machine, "key", keyId, current(keys.of(signer), now), by, "revoked"),
                now);
          }
        });
  }

  private Description known(String machine) {
    return machines
        .lock(machine)
        .filter(said -> said.duty().isThere())
        .orElseThrow(() -> ProblemException.notFound("There is no machine '" + machine + "'."));
  }

  private static void mustBeGood(KnownKey there, Signer signer) {
    if (!there.signer().equals(signer)) {
      throw ProblemException.conflict(
          "This is the key of " + there.signer() + ". Each machine has its own: tacet-worker key");
    }
    if (there.until() != null) {
      throw ProblemException.conflict(
          "This key ends or ended at " + there.until() + ". Make a new one: tacet-worker key");
    }
  }

  private static @Nullable String current(List<KnownKey> all, Instant now) {
    return all.stream()
        .filter(key -> key.until() == null || key.until().isAfter(now))
        .reduce((first, second) -> second)
        .map(key -> key.key().id())
        .orElse(null);
  }

  private static PublicHalf half(@Nullable String text, FieldErrors errors) {
    try {
      if (text == null || text.isBlank()) {
        errors.add("publicKey", "must be given: PEM, as tacet-worker key prints it");
      } else {
        return PublicHalf.parse(text);
      }
    } catch (InvalidKeyException e) {
      errors.add("publicKey", String.valueOf(e.getMessage()));
    }
    errors.throwIfAny();
    throw new IllegalStateException("there was an error");
  }

  private static Duration overlap(@Nullable String text, FieldErrors errors) {
    try {
      Duration overlap = text == null ? USUAL_OVERLAP : Duration.parse(text.strip());
      errors.require(
          !overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0,
          "overlap",
          "must be from PT0S to P30D");
      return overlap;
    } catch (DateTimeParseException e) {
      errors.add("overlap", "must be a length of time such as PT24H");
      return USUAL_OVERLAP;
    }
  }
}
