package io.tacet.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.worker.catalog.Inventory.Entry;
import io.tacet.worker.provider.Scripts;
import io.tacet.worker.sampling.RunClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

  @TempDir private Path root;

  @Test
  void it_tells_what_is_here_and_what_it_costs_and_of_what_is_not_why() throws Exception {
    // given: a virtual machine with a package that tells its energy, and no fans
    Inventory inventory =
        new Inventory(
            SensorSettings.usual(Duration.ofMillis(500)),
            Machines.of("vm", "vm", root),
            RunClock.system());

    // when
    List<Entry> entries = inventory.look(name -> true);

    // then
    assertThat(entries).hasSameSizeAs(Catalog.descriptions());
    Entry rapl = of(entries, "rapl");
    assertThat(rapl.missing()).isNull();
    assertThat(rapl.micros()).isPositive();
    assertThat(rapl.metrics()).isEqualTo(1);
    assertThat(rapl.paces()).containsExactly("0.5s", "30s", "10s");
    Entry fans = of(entries, "fans");
    assertThat(fans.missing()).startsWith("no fan in ");
    assertThat(fans.micros()).isNull();
    assertThat(of(entries, "processes").survey()).isTrue();
    assertThat(of(entries, "processes").paces()).containsExactly("off", "1m", "off");
  }

  @Test
  void a_person_sees_a_line_each_and_at_the_end_what_is_missing() throws Exception {
    // given
    List<Entry> entries = entries();
    StringWriter table = new StringWriter();
    StringWriter details = new StringWriter();

    // when
    InventoryTable.print(entries, new PrintWriter(table, true));
    InventoryTable.printDetails(entries, new PrintWriter(details, true));

    // then
    assertThat(table.toString())
        .containsPattern("rapl +yes +\\d+ +0.5s +30s +10s +Energy of processors")
        .containsPattern("fans +no +- +0.5s")
        .containsPattern("meter +yes +- +0.1s +off +off +External provider")
        .containsPattern("Not here:\\s+fans +no fan in ");
    assertThat(details.toString())
        .contains("figure     cpu_energy_rapl_powercap_component, µJ: energy of a package, growth")
        .contains("option     greatest-watts [1000]: ")
        .containsPattern("here       yes, 1 figures in \\d+ µs")
        .contains("here       yes\n");
  }

  @Test
  void a_program_gets_all_of_it() throws Exception {
    // when
    JsonNode all = new ObjectMapper().readTree(InventoryJson.of(entries()));

    // then
    assertThat(all).hasSize(3);
    JsonNode rapl = all.get(0);
    assertThat(rapl.get("name").asText()).isEqualTo("rapl");
    assertThat(rapl.get("here").asBoolean()).isTrue();
    assertThat(rapl.get("costMicros").asDouble()).isPositive();
    assertThat(rapl.get("intervals").get("measuring").asText()).isEqualTo("0.5s");
    assertThat(rapl.get("fields").get(0).get("unit").asText()).isEqualTo("µJ");
    assertThat(rapl.get("options").get(0).get("name").asText()).isEqualTo("greatest-watts");
    assertThat(all.get(1).get("here").asBoolean()).isFalse();
    assertThat(all.get(1).get("missing").asText()).startsWith("no fan in ");
    assertThat(all.get(1).get("costMicros").isNull()).isTrue();
  }

  private List<Entry> entries() throws Exception {
    Inventory inventory =
        new Inventory(
            SensorSettings.usual(Duration.ofMillis(500)),
            Machines.of("vm", "vm", root),
            RunClock.system());
    List<Entry> entries =
        new ArrayList<>(inventory.look(name -> name.equals("rapl") || name.equals("fans")));
    entries.add(ProviderEntry.of(Scripts.provider(root, "meter", "exit 0")));
    return entries;
  }

  private static Entry of(List<Entry> entries, String name) {
    return entries.stream()
        .filter(entry -> entry.description().name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
