package io.moontrace.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseMutator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedRequestTest {
  private static final HttpServerResponseMutator<List<String>> HEADERS =
      (response, name, value) -> response.add(name + ": " + value);

  private final LinkedRequest request = new LinkedRequest(null);
  private final List<String> response = new ArrayList<>();

  @Test
  void theFirstErrorIsNamedOnce() {
    request.responds(response, HEADERS);
    request.failed("a");
    request.failed("b");
    request.responds(response, HEADERS);
    assertThat(response).containsExactly("moontrace-error: a");
  }

  @Test
  void theErrorIsThereBeforeTheResponse() {
    request.failed("a");
    request.failed("b");
    request.responds(response, HEADERS);
    assertThat(response).containsExactly("moontrace-error: a");
  }

  @Test
  void noError() {
    request.responds(response, HEADERS);
    request.end();
    assertThat(response).isEmpty();
  }

  @Test
  void afterTheEndTheResponseMayBeThatOfAnotherRequest() {
    request.responds(response, HEADERS);
    request.end();
    request.failed("a");
    request.responds(response, HEADERS);
    assertThat(response).isEmpty();
  }

  @Test
  void anotherThreadDoesNotChangeTheResponse() throws InterruptedException {
    request.responds(response, HEADERS);
    Thread other = new Thread(() -> request.failed("a"));
    other.start();
    other.join();
    assertThat(response).isEmpty();
    request.responds(response, HEADERS); // written now
    assertThat(response).containsExactly("moontrace-error: a");
  }

  @Test
  void aResponseThatFailsIsNotTriedAgain() {
    request.responds(
        response,
        (to, name, value) -> {
          to.add("tried");
          throw new IllegalStateException("committed");
        });
    assertThatThrownBy(() -> request.failed("a")).isInstanceOf(IllegalStateException.class);
    request.failed("b");
    request.responds(response, HEADERS);
    assertThat(response).containsExactly("tried");
  }
}
