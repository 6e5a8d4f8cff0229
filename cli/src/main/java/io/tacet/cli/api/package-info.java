/**
 * The REST interfaces of scheduler and accountant as Java methods. Every failure leaves as a
 * message a person can act on.
 */
@NullMarked
package io.tacet.cli.api;

import org.jspecify.annotations.NullMarked;
