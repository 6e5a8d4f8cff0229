/**
 * What the service does by itself from time to time, one thing after the other. Knows no subject.
 */
@NullMarked
package io.tacet.accountant.chore;

import org.jspecify.annotations.NullMarked;
