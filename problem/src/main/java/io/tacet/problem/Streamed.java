package io.tacet.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a resource's parameter of type {@code InputStream}: the body is read as it comes and may be of
 * any length. It has to come without a Content-Length (chunked), because a length beyond the limit
 * is refused before anybody knows which resource is meant.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Streamed {}
