/**
 * What a line of a foreign accounting file says, whatever its format, and how fields are read from
 * its bytes. Knows no format, no stream and no table.
 */
@NullMarked
package io.tacet.accountant.imports.record;

import org.jspecify.annotations.NullMarked;
