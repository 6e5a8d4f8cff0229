package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/imports} of the accountant: what is going to be sent.
 *
 * @param source sge or slurm
 * @param cluster name the records are booked under
 * @param file name of the file, for people
 * @param zone time zone of the times in the file; UTC if absent. Grid Engine's times have none
 * @param charset of the file; ISO-8859-1 for sge and UTF-8 for slurm if absent
 * @param projectFrom which field is the project; group for sge and account for slurm if absent
 * @param sourceCluster what the lines call the cluster; {@code cluster} if absent
 * @param newCluster whether the cluster may be one that is not known yet
 * @param otherZone whether the zone may be another than that of earlier imports of the cluster
 * @param dryRun whether to tell only what would be imported
 */
public record StartImport(
    @Nullable String source,
    @Nullable String cluster,
    @Nullable String file,
    @Nullable String zone,
    @Nullable String charset,
    @Nullable String projectFrom,
    @Nullable String sourceCluster,
    @Nullable Boolean newCluster,
    @Nullable Boolean otherZone,
    @Nullable Boolean dryRun) {}
