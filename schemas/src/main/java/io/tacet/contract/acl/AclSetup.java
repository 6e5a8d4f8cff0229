package io.tacet.contract.acl;

import io.tacet.contract.security.KafkaSecurity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Sets ACLs and makes users on a broker, as somebody who may. What is there already stays, so it
 * can be done again. Failures are {@code KafkaException}s. Thread-safe.
 */
public final class AclSetup implements AutoCloseable {

  private static final int ITERATIONS = 8192;
  private static final int LIMIT_MILLIS = 30_000;

  private final Admin admin;

  /** As the user that signs in so. */
  public AclSetup(String bootstrapServers, KafkaSecurity security) {
    Map<String, Object> settings = new HashMap<>(security.properties());
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("client.id", "tacet-acl");
    settings.put("enable.metrics.push", false);
    settings.put("default.api.timeout.ms", LIMIT_MILLIS);
    settings.put("request.timeout.ms", LIMIT_MILLIS / 2);
    admin = Admin.create(settings);
  }

  /**
   * Sets what these may do.
   *
   * @return how many ACLs there are for them now
   */
  public int grant(Collection<Party> parties, PrincipalForm form) {
    List<AclBinding> bindings = new ArrayList<>();
    parties.forEach(party -> bindings.addAll(party.bindings(form)));
    await(admin.createAcls(bindings).all());
    return bindings.size();
  }

  /** Makes users, or gives them these passwords; keys are names. */
  public void users(Map<String, String> passwords) {
    List<UserScramCredentialAlteration> changes = new ArrayList<>();
    passwords.forEach(
        (user, password) ->
            changes.add(
                new UserScramCredentialUpsertion(
                    user,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    password.getBytes(StandardCharsets.UTF_8))));
    await(admin.alterUserScramCredentials(changes).all());
  }

  @Override
  public void close() {
    admin.close();
  }

  private static void await(KafkaFuture<Void> done) {
    try {
      Void unused = done.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("Kafka did not answer", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    }
  }
}
