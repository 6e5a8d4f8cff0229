package io.tacet.accountant.classification;

import io.tacet.accountant.classification.PhaseUses.PhaseUse;
import io.tacet.accountant.subscription.Shares;
import io.tacet.contract.rest.UseSummary;
import io.tacet.contract.rest.WorkClass;
import io.tacet.contract.rest.WorkLoad;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds phases up by project, one after the other; only sums are held. For one thread. */
final class Summaries {

  private final Classifier classifier;
  private final Map<String, Sum> byProject = new TreeMap<>();

  Summaries(Classifier classifier) {
    this.classifier = classifier;
  }

  void add(PhaseUse use) {
    byProject
        .computeIfAbsent(use.project(), project -> new Sum())
        .add(classifier.of(use.load()), use.load());
  }

  List<UseSummary> all() {
    List<UseSummary> all = new ArrayList<>();
    byProject.forEach((project, sum) -> all.add(sum.summary(project, classifier)));
    return all;
  }

  /** What has come so far of one project. */
  private static final class Sum {

    private final Map<WorkClass, Double> seconds = new EnumMap<>(WorkClass.class);
    private long phases;
    private WorkLoad load = new WorkLoad(0, null, null, null, null, null, null);

    private void add(WorkClass workClass, WorkLoad its) {
      phases++;
      seconds.merge(workClass, its.seconds(), Double::sum);
      load = Load.together(List.of(load, its));
    }

    private UseSummary summary(String project, Classifier classifier) {
      List<WorkClass> classes = List.copyOf(seconds.keySet());
      List<BigDecimal> percent =
          Shares.percent(
              classes.stream()
                  .map(one -> BigDecimal.valueOf(seconds.getOrDefault(one, 0.0)))
                  .toList());
      Map<WorkClass, BigDecimal> shares = new EnumMap<>(WorkClass.class);
      for (int i = 0; i < classes.size(); i++) {
        shares.put(classes.get(i), percent.get(i));
      }
      return new UseSummary(project, phases, classifier.of(load), load, shares);
    }
  }
}
