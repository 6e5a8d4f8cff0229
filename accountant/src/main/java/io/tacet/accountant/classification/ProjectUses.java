package io.tacet.accountant.classification;

import io.tacet.contract.rest.UseSummary;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How well projects use the machines they have to themselves. Thread-safe. */
@ApplicationScoped
public class ProjectUses {

  private final PhaseUses uses;
  private final Classifier classifier;

  ProjectUses(PhaseUses uses, Classifier classifier) {
    this.uses = uses;
    this.classifier = classifier;
  }

  /** By project; its cost grows with the phases that were measured. */
  public List<UseSummary> of(Connection connection, PhaseUses.Asked asked) throws SQLException {
    Summaries summaries = new Summaries(classifier);
    uses.of(connection, asked, summaries::add);
    return summaries.all();
  }

  /** What the classes mean, with the thresholds that are set, as sentences. */
  public String meaning() {
    return classifier.meaning();
  }
}
