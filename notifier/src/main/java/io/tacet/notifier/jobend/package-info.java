/**
 * What a job's status means for mail: one mail when the job is over, with its bill if that comes
 * soon. How it is delivered is not known here.
 */
@NullMarked
package io.tacet.notifier.jobend;

import org.jspecify.annotations.NullMarked;
