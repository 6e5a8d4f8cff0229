package io.tacet.it.harness;

import java.io.IOException;
import java.net.http.HttpRequest;

/** A request was not answered; whether it was fulfilled is not known. */
public final class LostAnswerException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  LostAnswerException(HttpRequest request, IOException cause) {
    super(request.method() + " " + request.uri().getPath() + ": " + cause, cause);
  }
}
