/** The verbs about jobs: submit, list, show, follow, cancel, read the output. */
@NullMarked
package io.tacet.cli.job;

import org.jspecify.annotations.NullMarked;
