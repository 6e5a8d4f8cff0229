/**
 * The notifier's copy of the directory: who has which address, who operates, who watches a project.
 * Written from the topic alone.
 */
@NullMarked
package io.tacet.notifier.directory;

import org.jspecify.annotations.NullMarked;
