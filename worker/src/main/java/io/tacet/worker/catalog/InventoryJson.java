package io.tacet.worker.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tacet.worker.catalog.Inventory.Entry;
import io.tacet.worker.sensor.Description;
import java.util.List;

/** Shows an inventory to a program. */
final class InventoryJson {

  private InventoryJson() {}

  static String of(List<Entry> entries) {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode all = mapper.createArrayNode();
    entries.forEach(entry -> add(all.addObject(), entry));
    try {
      return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can always be written", e);
    }
  }

  private static void add(ObjectNode node, Entry entry) {
    Description description = entry.description();
    node.put("name", description.name());
    node.put("help", description.help());
    node.put("source", description.source());
    node.put("whileMeasuring", !entry.survey());
    node.put("here", entry.missing() == null);
    node.put("missing", entry.missing());
    node.put("costMicros", entry.micros());
    node.put("figures", entry.metrics());
    ObjectNode intervals = node.putObject("intervals");
    intervals.put("measuring", entry.paces().get(0));
    intervals.put("idle", entry.paces().get(1));
    intervals.put("cooling", entry.paces().get(2));
    ArrayNode fields = node.putArray("fields");
    description
        .fields()
        .forEach(
            field ->
                fields
                    .addObject()
                    .put("metric", field.metric())
                    .put("unit", field.unit())
                    .put("meaning", field.meaning()));
    ArrayNode options = node.putArray("options");
    description
        .options()
        .forEach(
            option ->
                options
                    .addObject()
                    .put("name", option.name())
                    .put("default", option.otherwise())
                    .put("help", option.help()));
  }
}
