/**
 * Imports of foreign accounting files: runs, their bookkeeping, the way from a stream to the usage
 * tables, quarantine and replay. What a line means is in the packages below.
 */
@NullMarked
package io.tacet.accountant.imports;

import org.jspecify.annotations.NullMarked;
