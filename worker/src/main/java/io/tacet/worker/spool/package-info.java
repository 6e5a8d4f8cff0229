/**
 * Results on their way: complete on the local disk before anything of them is sent, and cut into
 * events of a bounded size. Local files only.
 */
@NullMarked
package io.tacet.worker.spool;

import org.jspecify.annotations.NullMarked;
