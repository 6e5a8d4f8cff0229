/**
 * For tests only: a service that reads topics, packaged and as a process, among a real broker,
 * database and registry, and the dead letters it writes. Knows no service and none of their
 * classes.
 */
@NullMarked
package io.tacet.intake.testing;

import org.jspecify.annotations.NullMarked;
