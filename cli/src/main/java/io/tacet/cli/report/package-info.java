/** The verb that makes a report. */
@NullMarked
package io.tacet.cli.report;

import org.jspecify.annotations.NullMarked;
