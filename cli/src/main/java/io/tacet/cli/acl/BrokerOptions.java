package io.tacet.cli.acl;

import io.tacet.cli.connection.KafkaOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.acl.AclSetup;
import io.tacet.contract.acl.Party;
import io.tacet.contract.acl.PrincipalForm;
import io.tacet.contract.security.KafkaRefusal;
import io.tacet.contract.security.KafkaSecurity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How {@code acl --apply} reaches the broker as its administrator. For one thread. */
final class BrokerOptions extends KafkaOptions {

  @Option(
      names = "--users",
      paramLabel = "DIRECTORY",
      description = {
        "Make the users, too (SCRAM-SHA-512), with the passwords in DIRECTORY, one file NAME.password"
            + " for each; those that are missing are made at random."
      })
  private @Nullable Path users;

  @Override
  public boolean isGiven() {
    return super.isGiven() || users != null;
  }

  void apply(List<Party> parties, PrincipalForm form, PrintWriter said, CommandLine command) {
    String brokers = brokers();
    if (brokers == null) {
      throw new ParameterException(command, "--apply needs --brokers HOST:PORT.");
    }
    if (users != null && form == PrincipalForm.CERTIFICATE) {
      throw new ParameterException(
          command, "--users makes users with passwords, and --certificates wants none.");
    }
    KafkaSecurity security = security();
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new ParameterException(command, String.join("; ", problems));
    }
    mustNotNeedTls(brokers);
    try (AclSetup setup = new AclSetup(brokers, security)) {
      if (users != null) {
        setup.users(passwords(parties, new PasswordFiles(users)));
        said.println(parties.size() + " users are made, their passwords are in " + users + ".");
      }
      int count = setup.grant(parties, form);
      said.println(count + " ACLs are set for " + parties.size() + " users.");
    } catch (RuntimeException e) {
      throw KafkaRefusal.advice(e)
          .<RuntimeException>map(
              advice ->
                  new CommandFailure(
                      e,
                      "nothing was set: " + advice + ".",
                      List.of("Whoever sets ACLs is a super user, or has ALTER on the cluster.")))
          .orElseGet(
              () ->
                  new CommandFailure(
                      e,
                      "Kafka at " + brokers + " did not do it: " + e.getMessage(),
                      List.of("Doing it again does no harm.")));
    }
  }

  private static Map<String, String> passwords(List<Party> parties, PasswordFiles files) {
    Map<String, String> passwords = new LinkedHashMap<>();
    parties.forEach(party -> passwords.put(party.user(), files.of(party.user())));
    return passwords;
  }
}
