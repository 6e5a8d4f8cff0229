package io.tacet.accountant.report;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.contribution.Paid;
import io.tacet.accountant.dated.DatedFacts;
import io.tacet.accountant.dated.FactTable;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.hardware.Processors;
import io.tacet.accountant.pi.PiFacts;
import io.tacet.accountant.rate.Rate;
import java.sql.Connection;
import java.sql.SQLException;

/** The dated facts a report needs, as known at one moment. Immutable. */
record Ledger(
    Timelines<Rate> rates,
    Timelines<Processors> hardware,
    Timelines<Machines> clusters,
    Timelines<PiFacts> pis,
    Timelines<Paid> contributions) {

  static Ledger read(Connection connection, DatedFacts facts, Known known) throws SQLException {
    return new Ledger(
        read(connection, facts, Rate.TABLE, known, Rate.class),
        read(connection, facts, Processors.TABLE, known, Processors.class),
        read(connection, facts, Machines.TABLE, known, Machines.class),
        read(connection, facts, PiFacts.TABLE, known, PiFacts.class),
        read(connection, facts, Paid.TABLE, known, Paid.class));
  }

  private static <T> Timelines<T> read(
      Connection connection, DatedFacts facts, FactTable table, Known known, Class<T> type)
      throws SQLException {
    return Timelines.of(facts.list(connection, table, null, known, type));
  }
}
