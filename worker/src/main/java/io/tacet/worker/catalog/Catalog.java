package io.tacet.worker.catalog;

import io.tacet.worker.sensor.AmdGpuSensor;
import io.tacet.worker.sensor.BatterySensor;
import io.tacet.worker.sensor.CgroupSensor;
import io.tacet.worker.sensor.CpuFrequencies;
import io.tacet.worker.sensor.CpuPercentSensor;
import io.tacet.worker.sensor.CpuSensor;
import io.tacet.worker.sensor.CpuStatsSensor;
import io.tacet.worker.sensor.CpuTimesSensor;
import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.DiskIoSensor;
import io.tacet.worker.sensor.DiskSensor;
import io.tacet.worker.sensor.HwmonSensors;
import io.tacet.worker.sensor.MemorySensor;
import io.tacet.worker.sensor.NetIoSensor;
import io.tacet.worker.sensor.NetworkSensor;
import io.tacet.worker.sensor.PressureSensor;
import io.tacet.worker.sensor.RaplSensor;
import io.tacet.worker.sensor.SensorKind;
import io.tacet.worker.sensor.SwapMemorySensor;
import io.tacet.worker.sensor.VirtualMemorySensor;
import io.tacet.worker.survey.BootTime;
import io.tacet.worker.survey.BusiestProcesses;
import io.tacet.worker.survey.CpuCount;
import io.tacet.worker.survey.DiskPartitions;
import io.tacet.worker.survey.DiskUsage;
import io.tacet.worker.survey.NetAddresses;
import io.tacet.worker.survey.NetConnections;
import io.tacet.worker.survey.NetInterfaces;
import io.tacet.worker.survey.SurveyKind;
import io.tacet.worker.survey.Users;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of sensors and surveys, in the order in which they are shown and read. */
public final class Catalog {

  /** What can be read while a job is measured. */
  public static final List<SensorKind> SENSORS =
      List.of(
          CpuSensor.KIND,
          MemorySensor.KIND,
          NetworkSensor.KIND,
          DiskSensor.KIND,
          RaplSensor.KIND,
          HwmonSensors.TEMPERATURES,
          HwmonSensors.FANS,
          HwmonSensors.POWERS,
          AmdGpuSensor.KIND,
          CgroupSensor.KIND,
          PressureSensor.KIND,
          CpuPercentSensor.KIND,
          CpuTimesSensor.TIMES,
          CpuTimesSensor.PARTS,
          CpuStatsSensor.KIND,
          CpuFrequencies.KIND,
          VirtualMemorySensor.KIND,
          SwapMemorySensor.KIND,
          DiskIoSensor.KIND,
          NetIoSensor.KIND,
          BatterySensor.KIND);

  /** What is read only while no job is measured. */
  public static final List<SurveyKind> SURVEYS =
      List.of(
          BusiestProcesses.KIND,
          DiskUsage.KIND,
          CpuCount.KIND,
          DiskPartitions.KIND,
          NetConnections.KIND,
          NetAddresses.KIND,
          NetInterfaces.KIND,
          BootTime.KIND,
          Users.KIND);

  private Catalog() {}

  /** Of all of them. */
  public static List<Description> descriptions() {
    return Stream.concat(
            SENSORS.stream().map(SensorKind::description),
            SURVEYS.stream().map(SurveyKind::description))
        .toList();
  }
}
