/**
 * Slurm's accounting: files made by sacct, and the records of its jobcomp/kafka plug-in. Both lead
 * to the same job with the same key, so that what came by one way is known when it comes by the
 * other. Knows no stream and no table.
 */
@NullMarked
package io.tacet.accountant.imports.slurm;

import org.jspecify.annotations.NullMarked;
