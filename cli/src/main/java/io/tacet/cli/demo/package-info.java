/** The demonstration: a real workload measured on this machine, and the report about it. */
@NullMarked
package io.tacet.cli.demo;

import org.jspecify.annotations.NullMarked;
