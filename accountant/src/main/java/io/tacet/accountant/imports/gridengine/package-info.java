/**
 * Grid Engine's accounting(5) in all its kinds: 43, 45 and 74 fields between colons, and a JSON
 * object per line. Knows no stream and no table.
 */
@NullMarked
package io.tacet.accountant.imports.gridengine;

import org.jspecify.annotations.NullMarked;
