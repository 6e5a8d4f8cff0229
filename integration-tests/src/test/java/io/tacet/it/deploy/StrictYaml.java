package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML and refuses what a lenient parser would let pass: duplicate keys, tags. */
final class StrictYaml {

  private static final ObjectMapper JSON = new ObjectMapper();

  private StrictYaml() {}

  /**
   * All documents of a text, aliases and merge keys resolved.
   *
   * @throws org.yaml.snakeyaml.error.YAMLException with line and column
   */
  static List<JsonNode> documents(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
      documents.add(JSON.valueToTree(document));
    }
    return documents;
  }
}
