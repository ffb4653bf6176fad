package io.moontrace.e2e;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;

/** Sends spans to a collector like an exporter: OTLP over HTTP, in binary form. */
record OtlpSender(URI otlp, String service) {

  /** Sends one request, which the collector must accept. */
  void send(List<Span> spans) {
    byte[] body = request(service, spans).toByteArray();
    HttpResponse<String> response =
        Http.post(otlp.resolve("/v1/traces"), "application/x-protobuf", body);
    if (response.statusCode() != 200) {
      throw new AssertionError(otlp + " answered " + response.statusCode());
    }
  }

  static ExportTraceServiceRequest request(String service, List<Span> spans) {
    KeyValue name =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue(service))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(name))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build();
  }
}
