/** Which files the worker logs to. Quarkus writes them; application.yaml hands these keys to it. */
@NullMarked
package io.tacet.worker.log;

import org.jspecify.annotations.NullMarked;
