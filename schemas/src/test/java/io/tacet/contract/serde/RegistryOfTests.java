package io.tacet.contract.serde;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.PartName;
import io.tacet.embedded.registry.SchemaRegistryServer;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One registry for all test classes of this JVM that register this; gone after the last of all. */
final class RegistryOfTests implements BeforeAllCallback {

  private @Nullable SchemaRegistryServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(Namespace.GLOBAL)
            .computeIfAbsent(
                EmbeddedCluster.class,
                name -> EmbeddedCluster.builder().parts(Set.of(PartName.REGISTRY)).start(),
                EmbeddedCluster.class)
            .registry();
  }

  SchemaRegistryServer server() {
    return Objects.requireNonNull(server);
  }
}
