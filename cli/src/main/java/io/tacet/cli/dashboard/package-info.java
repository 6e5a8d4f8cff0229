/**
 * What Grafana shows: dashboards as data, their queries, and the files Grafana reads. Asks the
 * scheduler for its machines and nobody for anything else; no query names what is no board view.
 */
@NullMarked
package io.tacet.cli.dashboard;

import org.jspecify.annotations.NullMarked;
