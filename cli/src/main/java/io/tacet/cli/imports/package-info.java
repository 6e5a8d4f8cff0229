/** The verb {@code import}: sends accounting files and shows what became of them. */
@NullMarked
package io.tacet.cli.imports;

import org.jspecify.annotations.NullMarked;
