package io.tacet.contract.acl;

import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.security.SecurityProtocol;
import io.tacet.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;

/** The command {@code java -cp … io.tacet.contract.acl.SetRights BROKERS CA CERTIFICATE KEY}. */
public final class SetRights {

  private static final String HELP =
      """
      Sets what the services and whoever reads the open topics may do in Kafka, for users who show
      certificates. The scheduler may then let machines in.

      Usage: SetRights BROKERS CA CERTIFICATE KEY
        BROKERS            host:port,...
        CA                 PEM file with the CA of the brokers' certificates
        CERTIFICATE, KEY   PEM files of a user who may change ACLs

      Run it at deployment, before the services. What is there already stays as it is. For users with
      passwords, and for single ones: tacet acl.
      Exit codes: 0 set, 1 the broker refused or did not answer, 2 usage.
      """;

  private SetRights() {}

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String[] arguments) {
    if (arguments.length != 4) {
      System.err.print(HELP);
      return 2;
    }
    KafkaSecurity security =
        new KafkaSecurity(
            SecurityProtocol.SSL,
            Optional.of(Path.of(arguments[1])),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Path.of(arguments[2])),
            Optional.of(Path.of(arguments[3])));
    List<String> problems = security.problems(Instant.now());
    if (!problems.isEmpty()) {
      problems.forEach(System.err::println);
      return 2;
    }
    AccessRules rules = new AccessRules(new Topics(Topics.DEFAULT_PREFIX));
    try (AclSetup setup = new AclSetup(arguments[0], security)) {
      int set = setup.grant(rules.services(true), PrincipalForm.CERTIFICATE);
      System.out.println(set + " rules are there for the services.");
      return 0;
    } catch (AuthorizationException e) {
      System.err.println("Not set: the user of " + arguments[2] + " may not change ACLs.");
      return 1;
    } catch (KafkaException e) {
      System.err.println("Not set: " + e.getMessage() + " (brokers " + arguments[0] + ")");
      return 1;
    }
  }
}
