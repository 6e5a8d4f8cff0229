/**
 * What every test here needs: the real parts, one installation of the services per test with its
 * own topics and database, and a plain reader of the topics. No test logic.
 */
@NullMarked
package io.tacet.it.harness;

import org.jspecify.annotations.NullMarked;
