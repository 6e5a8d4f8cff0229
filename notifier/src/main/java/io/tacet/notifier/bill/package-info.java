/**
 * What the accountant says it has booked, kept for the mail about the job's end. How rates and
 * service units come about is not known here.
 */
@NullMarked
package io.tacet.notifier.bill;

import org.jspecify.annotations.NullMarked;
