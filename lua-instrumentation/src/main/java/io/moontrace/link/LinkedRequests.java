package io.moontrace.link;

import io.moontrace.config.AddressBlock;
import io.moontrace.error.Cause;
import io.moontrace.error.TraceIds;
import io.moontrace.report.SpanIds;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.instrumentation.api.instrumenter.ContextCustomizer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows the requests of one server: a {@link LinkedRequest} is in the context of each one that
 * comes from a trusted address, from its start to its end. Adds no attributes.
 */
final class LinkedRequests
    implements ContextCustomizer<Object>, AttributesExtractor<Object, Object> {
  private static final Pattern ERROR_ID = Pattern.compile("[0-9a-f]{32}");

  private final List<AddressBlock> trusted;
  private final RequestReader reader;

  LinkedRequests(List<AddressBlock> trusted, RequestReader reader) {
    this.trusted = trusted;
    this.reader = reader;
  }

  /**
   * Called before the span starts.
   *
   * @param parent has the span of the caller
   */
  @Override
  public Context onStart(Context parent, Object request, Attributes attributes) {
    try {
      if (isTrusted(reader.peer(request))) {
        return new LinkedRequest(cause(parent, request)).in(parent);
      }
    } catch (Throwable t) { // from a server of another version
      ErrorLinks.failed(t);
    }
    return LinkedRequest.notIn(parent);
  }

  private boolean isTrusted(@Nullable String peer) {
    byte[] address = peer == null ? null : AddressBlock.address(peer);
    if (address == null) {
      return false;
    }
    for (AddressBlock block : trusted) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Cause cause(Context parent, Object request) {
    String id = reader.header(request, LinkedRequest.HEADER);
    TraceIds caller = SpanIds.of(Span.fromContext(parent).getSpanContext());
    return id == null || caller == null || !ERROR_ID.matcher(id).matches()
        ? null
        : Cause.remote(id, caller);
  }

  @Override
  public void onStart(AttributesBuilder attributes, Context parent, Object request) {}

  /** Called when the request ends: its response may be reused for another one. */
  @Override
  public void onEnd(
      AttributesBuilder attributes,
      Context context,
      Object request,
      @Nullable Object response,
      @Nullable Throwable error) {
    LinkedRequest linked = LinkedRequest.of(context);
    if (linked != null) {
      linked.end();
    }
  }
}
