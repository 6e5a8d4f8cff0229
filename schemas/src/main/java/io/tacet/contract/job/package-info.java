/**
 * The life of a job as all services agree on it: its states and the legal transitions between them.
 * What a service does on a transition is that service's business and not here.
 */
@NullMarked
package io.tacet.contract.job;

import org.jspecify.annotations.NullMarked;
