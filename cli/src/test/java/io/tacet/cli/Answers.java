package io.tacet.cli;

/** What servers answer about one job, for tests of several verbs. */
final class Answers {

  static final String JOB =
      """
      {"id":"0J1","name":"compress","project":"demo","submitter":"me","machine":"m1",
       "state":"%s","attempt":1,"attemptsCounted":1,"maxAttempts":3,"command":["gzip","-9","a b"],
       "variables":{},"timeLimitSeconds":3600,"interruptible":false,
       "submittedAt":"2026-11-21T01:00:00Z","endedAt":"2026-11-21T01:00:41.5Z",
       "outcome":%s}
      """;

  static final String OUTCOME =
      """
      {"orderId":"o","attempt":1,"state":"FINISHED","occurredAt":"2026-11-21T01:00:41Z",
       "verdict":"NOT_JUDGED","headlines":[
        {"phase":"RUNTIME","metric":"memory_used_procfs_system","unit":"bytes","value":1.0},
        {"phase":"RUNTIME","metric":"cpu_energy_rapl_powercap_component","detail":"package-0",
         "unit":"µJ","value":52340000,"relativeDeviation":0.0052},
        {"phase":"RUNTIME","metric":"cpu_power_rapl_powercap_component","detail":"package-0",
         "unit":"mW","value":13085}],
       "phases":[
        {"name":"RUNTIME","repeat":1,"measured":true,"startedAt":"2026-11-21T01:00:05Z",
         "durationMicros":4000000,"exitCode":0,
         "cpuTime":{"userMicros":3000000,"systemMicros":900000,"source":"REAPED"}},
        {"name":"RUNTIME","repeat":2,"measured":true,"startedAt":"2026-11-21T01:00:15Z",
         "durationMicros":4200000,"exitCode":0,
         "cpuTime":{"userMicros":3200000,"systemMicros":900000,"source":"REAPED"}}],
       "silences":[
        {"repeat":1,"startedAt":"2026-11-21T01:00:05Z","durationMicros":4100000,"workerSockets":0,
         "workerCpuMicros":1500,"workerContextSwitches":12,"missedDeadlines":0,"jobPackets":null,
         "foreignPackets":420,"foreignCpuMicros":90000,"verdict":"NOT_JUDGED","reasons":[]}]}
      """;

  static final String USAGE =
      """
      {"items":[{"jobId":"0J1","attempt":1,"orderId":"o","machine":"m1","project":"demo","user":"me",
        "outcome":"FINISHED","endedAt":"2026-11-21T01:00:41Z","cpuMicros":8000000,
        "cpuSource":"REAPED","chargeRate":1,"serviceUnits":0.002222222222}]}
      """;

  static final String RESULTS =
      """
      [{"attempt":1,"phase":"RUNTIME","repeat":1,"metric":"memory_used_procfs_system","unit":"bytes",
        "count":40,"sum":40,"min":1,"max":1,"mean":1.0,"standardDeviation":0.0},
       {"attempt":1,"phase":"RUNTIME","repeat":1,"metric":"network_io_procfs_system","detail":"lo",
        "unit":"bytes","count":40,"sum":40,"min":1,"max":1,"mean":1.0,"standardDeviation":0.0}]
      """;

  private Answers() {}
}
