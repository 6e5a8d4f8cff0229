package io.tacet.worker.measure;

import io.tacet.worker.process.JobProcesses;
import io.tacet.worker.sampling.Pulse;
import io.tacet.worker.sampling.QuietSampler;
import io.tacet.worker.sampling.RunClock;

/** What goes on beside a phase: samples, or where nothing is measured only the job's CPU time. */
interface PhasePulse extends Pulse {

  /** Long enough that the thread is really parked. */
  long HASTE_NANOS = 2000;

  void begin();

  void end();

  /** Samples. */
  static PhasePulse sampling(QuietSampler sampler) {
    return new PhasePulse() {
      @Override
      public void begin() {
        sampler.begin();
      }

      @Override
      public void end() {
        sampler.end();
      }

      @Override
      public long next() {
        return sampler.next();
      }

      @Override
      public void beat(long nowNanos) {
        sampler.beat(nowNanos);
      }
    };
  }

  /** Another pulse, so much in haste that one hardly waits for it: for warming up. */
  static PhasePulse hasty(PhasePulse pulse, RunClock clock) {
    return new PhasePulse() {
      @Override
      public void begin() {
        pulse.begin();
      }

      @Override
      public void end() {
        pulse.end();
      }

      @Override
      public long next() {
        return clock.nanos() + HASTE_NANOS;
      }

      @Override
      public void beat(long nowNanos) {
        pulse.beat(nowNanos);
      }
    };
  }

  /** Keeps the job's CPU time. */
  static PhasePulse keeping(JobProcesses processes, RunClock clock, long intervalNanos) {
    return new PhasePulse() {
      private long next = clock.nanos();

      @Override
      public void begin() {
        processes.keepSample();
      }

      @Override
      public void end() {
        processes.keepSample();
      }

      @Override
      public long next() {
        return next;
      }

      @Override
      public void beat(long nowNanos) {
        if (nowNanos >= next) {
          processes.keepSample();
          next = nowNanos + intervalNanos;
        }
      }
    };
  }
}
