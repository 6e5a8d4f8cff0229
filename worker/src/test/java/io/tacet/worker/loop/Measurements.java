package io.tacet.worker.loop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.LogStream;
import io.tacet.schema.MetricStatistics;
import io.tacet.worker.measure.Ending;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.OutputPiece;
import io.tacet.worker.measure.SampleSeries;
import io.tacet.worker.sampling.LeftOut;
import java.util.List;

/** Measurements for tests. */
public final class Measurements {

  /** CPU time of all of them. */
  public static final CpuTime CPU_TIME = new CpuTime(1_200_000L, 300_000L, CpuTimeSource.REAPED);

  private Measurements() {}

  /** One that went well. */
  public static Measurement finished() {
    return with(new Ending.Finished());
  }

  /** One that ended so. */
  public static Measurement with(Ending ending) {
    return with(ending, List.of());
  }

  /** One that ended so, without some sensors. */
  public static Measurement with(Ending ending, List<LeftOut> leftOut) {
    return new Measurement(
        ending,
        CPU_TIME,
        List.of(),
        List.of(),
        List.of(
            MetricStatistics.newBuilder()
                .setPhase("RUNTIME")
                .setMetric("cpu_time_procfs_system")
                .setUnit("µs")
                .setCount(3)
                .setSum(6)
                .setMin(1)
                .setMax(3)
                .setMean(2)
                .setStandardDeviation(1.0)
                .build()),
        List.of(samples(3)),
        List.of(),
        List.of(new OutputPiece("RUNTIME", 1, LogStream.STDOUT, "hello\n".getBytes(UTF_8), 0)),
        leftOut);
  }

  /** So many samples, one a second. */
  public static SampleSeries samples(int count) {
    long[] offsets = new long[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = i * 1_000_000L;
      values[i] = i;
    }
    return new SampleSeries(
        "RUNTIME",
        1,
        "cpu_time_procfs_system",
        null,
        "µs",
        1_700_000_000_000_000L,
        offsets,
        values);
  }
}
