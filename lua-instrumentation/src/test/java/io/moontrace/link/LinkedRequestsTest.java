package io.moontrace.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.config.AddressBlock;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedRequestsTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final Context CALLER =
      Context.root()
          .with(
              Span.wrap(
                  SpanContext.createFromRemoteParent(
                      "4bf92f3577b34da6a3ce929d0e0e4736",
                      "00f067aa0ba902b7",
                      TraceFlags.getSampled(),
                      TraceState.getDefault())));

  private final LinkedRequests requests =
      new LinkedRequests(
          List.of(Objects.requireNonNull(AddressBlock.parse("10.0.0.0/8"))),
          new RequestReader(new Getter()));

  @Test
  void aTrustedPeer() {
    LinkedRequest request = start(CALLER, "10.0.0.7", List.of(ID));
    assertThat(request).isNotNull();
    assertThat(request.cause()).isNotNull();
    assertThat(request.cause().relation()).hasToString("remote");
    assertThat(request.cause().type())
        .isEqualTo("error " + ID + " of trace 4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"192.0.2.1", "", "gateway", "unix:/tmp/s"})
  void otherPeers(String peer) {
    assertThat(start(CALLER, peer, List.of(ID))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123",
        "0123456789ABCDEF0123456789ABCDEF",
        ID + "0",
        ID + "\n",
        ID + ", " + ID,
        "g123456789abcdef0123456789abcdef"
      })
  void aHeaderThatIsNoId(String header) {
    LinkedRequest request = start(CALLER, "10.0.0.7", List.of(header));
    assertThat(request).isNotNull();
    assertThat(request.cause()).isNull();
  }

  @Test
  void noHeaderTwoHeadersNoCaller() {
    for (LinkedRequest request :
        new LinkedRequest[] {
          start(CALLER, "10.0.0.7", List.of()),
          start(CALLER, "10.0.0.7", List.of(ID, ID)),
          start(Context.root(), "10.0.0.7", List.of(ID))
        }) {
      assertThat(request).isNotNull();
      assertThat(request.cause()).isNull();
    }
  }

  @Test
  void anUntrustedRequestDoesNotInherit() {
    Context outer = new LinkedRequest(null).in(CALLER);
    assertThat(start(outer, "192.0.2.1", List.of())).isNull();
    assertThat(LinkedRequest.of(outer)).isNotNull();
  }

  @Test
  void aRequestThatCannotBeReadIsNotTrusted() {
    Context context = requests.onStart(CALLER, "no request", Attributes.empty());
    assertThat(context).isSameAs(CALLER);
  }

  private LinkedRequest start(Context parent, String peer, List<String> headers) {
    Object request = new Object[] {peer, Map.of(LinkedRequest.HEADER, headers)};
    return LinkedRequest.of(requests.onStart(parent, request, Attributes.empty()));
  }

  /** Of requests that are an address and headers. */
  private static final class Getter implements HttpServerAttributesGetter<Object, Object> {

    @Override
    public String getNetworkPeerAddress(Object request, Object response) {
      return (String) ((Object[]) request)[0];
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<String> getHttpRequestHeader(Object request, String name) {
      return ((Map<String, List<String>>) ((Object[]) request)[1]).get(name);
    }

    @Override
    public String getHttpRequestMethod(Object request) {
      return "GET";
    }

    @Override
    public Integer getHttpResponseStatusCode(Object request, Object response, Throwable error) {
      return null;
    }

    @Override
    public List<String> getHttpResponseHeader(Object request, Object response, String name) {
      return List.of();
    }

    @Override
    public String getUrlScheme(Object request) {
      return null;
    }

    @Override
    public String getUrlPath(Object request) {
      return null;
    }

    @Override
    public String getUrlQuery(Object request) {
      return null;
    }
  }
}
