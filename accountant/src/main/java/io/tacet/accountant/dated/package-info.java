/**
 * Facts that hold from a day on, kept so that every question can be asked as known at a moment, and
 * the audit row of each change. Knows no particular fact: the packages beside it declare theirs.
 */
@NullMarked
package io.tacet.accountant.dated;

import org.jspecify.annotations.NullMarked;
