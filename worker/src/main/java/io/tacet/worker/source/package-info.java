/**
 * Gets a job's source out of a git repository. All talk with git is here; the user's words reach it
 * as arguments, and only after they were looked at. Nothing here runs what is in the repository.
 */
@NullMarked
package io.tacet.worker.source;

import org.jspecify.annotations.NullMarked;
