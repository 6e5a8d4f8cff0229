package io.tacet.it.deploy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;

/**
 * A PostgreSQL cluster of the operator CloudNativePG, as much of it as we use, after its API
 * reference (postgresql.cnpg.io/v1). There is no library with its model.
 */
record PostgresCluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

  /** What is wanted. */
  record Spec(
      int instances,
      String imageName,
      Storage storage,
      Postgresql postgresql,
      ResourceRequirements resources,
      Bootstrap bootstrap,
      Managed managed) {}

  /** Volume of an instance. */
  record Storage(String size) {}

  /** Settings of the servers. */
  record Postgresql(Synchronous synchronous) {}

  /** Synchronous replication. */
  record Synchronous(Method method, int number, Durability dataDurability) {}

  /** Which of the others have to confirm. */
  enum Method {
    @JsonProperty("any")
    ANY,
    @JsonProperty("first")
    FIRST
  }

  /** What to do when too few can. */
  enum Durability {
    @JsonProperty("required")
    REQUIRED,
    @JsonProperty("preferred")
    PREFERRED
  }

  /** How it begins. */
  record Bootstrap(Initdb initdb) {}

  /** An empty one, with statements run by the administrator in the new database. */
  record Initdb(String database, String owner, List<String> postInitApplicationSQL) {}

  /** What the operator keeps as it is written. */
  record Managed(List<Role> roles) {}

  /** A role and where its password is. */
  record Role(String name, String ensure, boolean login, SecretName passwordSecret) {}

  /** Name of a secret. */
  record SecretName(String name) {}
}
