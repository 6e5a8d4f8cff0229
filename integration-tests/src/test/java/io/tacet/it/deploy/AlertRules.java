package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tacet.it.harness.Parts;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alert rules of {@code deploy/prometheus}. */
public final class AlertRules {

  private static final String FILE = "deploy/prometheus/tacet.rules.yml";
  private static final Pattern METRIC = Pattern.compile("\\btacet_[a-z_]+");

  private AlertRules() {}

  /** Names of our metrics in the expressions of all rules. */
  public static Set<String> metrics() throws IOException {
    Set<String> metrics = new TreeSet<>();
    JsonNode file = new YAMLMapper().readTree(Parts.root().resolve(FILE).toFile());
    for (JsonNode group : file.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        Matcher metric = METRIC.matcher(rule.path("expr").asText());
        while (metric.find()) {
          metrics.add(metric.group());
        }
      }
    }
    return metrics;
  }
}
