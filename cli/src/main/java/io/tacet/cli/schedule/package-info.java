/** The verb {@code schedule}: jobs that are submitted at times, or when a repository has news. */
@NullMarked
package io.tacet.cli.schedule;

import org.jspecify.annotations.NullMarked;
