package io.moontrace.error;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line of the schema, version 1: {@code error-event.schema.json} beside this class. The
 * caller calls one method per field, in the order of the methods here, and then {@link #end}. The
 * ecs-logging specification requires the order of the first three fields.
 *
 * <p>All text is bounded by {@link Limits}. A line is confined to one thread from {@link #begin} to
 * {@link #end}. A line that is never ended is simply garbage-collected.
 */
public final class EventLine {
  /** The version of the Elastic Common Schema that defines the field names. */
  public static final String ECS_VERSION = "8.11.0";

  /** OpenTelemetry's name of an exception event. */
  public static final String EVENT_NAME = "exception";

  /** Buffers kept for reuse; a power of two. */
  private static final int KEPT = 16;

  /** Maximum size in bytes of a buffer that is kept for reuse. */
  private static final int KEPT_CAPACITY = 64 * 1024;

  private static final int CAPACITY = 8 * 1024;

  /** Not a ThreadLocal, because there may be millions of virtual threads. */
  private static final AtomicReferenceArray<EventLine> kept = new AtomicReferenceArray<>(KEPT);

  // Member names with everything around them, up to the first character of the value.
  private static final byte[] TIMESTAMP = json("'@timestamp':'");
  private static final byte[] LEVEL = json("'log.level':'");
  private static final byte[] MESSAGE = json("'message':'");
  private static final byte[] ID = json("'ecs.version':'" + ECS_VERSION + "','event':{'id':'");
  private static final byte[] ID_END = json("'}");
  private static final byte[] TRACE_ID = json("'trace_id':'");
  private static final byte[] SPAN_ID = json("'span_id':'");
  private static final byte[] ECS_TRACE = json("'trace':{'id':'");
  private static final byte[] ECS_SPAN = json("'span':{'id':'");
  private static final byte[] LOGGER = json("'log':{'logger':'");
  private static final byte[] THREAD = json("'process':{'thread':{'name':'");
  private static final byte[] THREAD_END = json("'}}");

  private final JsonWriter json = new JsonWriter(CAPACITY);

  private EventLine() {}

  public static EventLine begin() {
    EventLine line = kept.getAndSet(slot(), null);
    if (line == null) {
      line = new EventLine();
    }
    line.json.clear();
    line.json.beginObject();
    return line;
  }

  /** {@code @timestamp}. */
  public EventLine timestamp(Instant instant) {
    return timestamp(instant.getEpochSecond(), instant.getNano());
  }

  /** {@code @timestamp}, from milliseconds since 1970. */
  public EventLine timestamp(long epochMillis) {
    return timestamp(
        Math.floorDiv(epochMillis, 1000L), (int) Math.floorMod(epochMillis, 1000L) * 1_000_000);
  }

  private EventLine timestamp(long epochSecond, int nanos) {
    json.rendered(TIMESTAMP);
    Timestamp.write(json, epochSecond, nanos);
    json.endString();
    return this;
  }

  /**
   * {@code log.level}.
   *
   * @param level in capitals
   */
  public EventLine level(String level) {
    json.rendered(LEVEL).text(level).endString();
    return this;
  }

  /** {@code message}, on one line. */
  public EventLine message(String message) {
    String shown = Redaction.text(message, Limits.MESSAGE);
    json.rendered(MESSAGE).line(shown, Limits.MESSAGE).endString();
    return this;
  }

  /** {@code ecs.version} and a new, unique {@code event.id}. */
  public EventLine id() {
    json.rendered(ID);
    EventIds.write(json);
    json.raw(ID_END);
    return this;
  }

  /** {@code ecs.version} and an {@code event.id} that was made by {@link EventIds}. */
  public EventLine id(String eventId) {
    json.rendered(ID).ascii(eventId).raw(ID_END);
    return this;
  }

  /** {@code event_name} and {@code lang}. */
  public EventLine exception(Language language) {
    json.member("event_name", EVENT_NAME);
    json.member("lang", language.toString());
    return this;
  }

  /** {@code trace_id}, {@code span_id}, {@code trace_flags}, {@code trace.id}, {@code span.id}. */
  public EventLine trace(@Nullable TraceIds ids) {
    if (ids != null) {
      json.rendered(TRACE_ID).ascii(ids.traceId()).endString();
      json.rendered(SPAN_ID).ascii(ids.spanId()).endString();
      json.member("trace_flags", ids.flags());
      json.rendered(ECS_TRACE).ascii(ids.traceId()).raw(ID_END);
      json.rendered(ECS_SPAN).ascii(ids.spanId()).raw(ID_END);
    }
    return this;
  }

  /** {@code service}. */
  public EventLine service(Service service) {
    json.rendered(service.rendered());
    return this;
  }

  /**
   * {@code context}, the business context, already bounded; with {@code user.id} and {@code
   * session.id}.
   */
  public EventLine context(Map<String, String> context) {
    json.member("context", context);
    if (!context.isEmpty()) {
      promoted(context, "user");
      promoted(context, "session");
    }
    return this;
  }

  /** Copies an id for which the Elastic Common Schema has a field of its own. */
  private void promoted(Map<String, String> context, String whose) {
    String id = idOf(whose, context);
    if (id != null) {
      json.beginObject(whose).member("id", id).endObject();
    }
  }

  /**
   * The value of {@code user.id} or {@code user_id} in the business context, or null.
   *
   * @param whose {@code user} or {@code session}
   */
  public static @Nullable String idOf(String whose, Map<String, String> context) {
    return context.getOrDefault(whose + ".id", context.get(whose + "_id"));
  }

  /** {@code labels}, already bounded; nothing if there are none. */
  public EventLine labels(Map<String, String> labels) {
    if (!labels.isEmpty()) {
      json.member("labels", labels);
    }
    return this;
  }

  /** {@code tags}, at most {@link Limits#TAGS}; nothing if there are none. */
  public EventLine tags(Collection<String> tags) {
    if (tags.isEmpty()) {
      return this;
    }
    json.beginArray("tags");
    int remaining = Limits.TAGS;
    for (String tag : tags) {
      if (remaining-- > 0) {
        json.element(PrintableText.name(tag));
      }
    }
    json.endArray();
    return this;
  }

  /**
   * {@code error}.
   *
   * @param options of {@code error.stack_trace}; with null only the fields that identify the error
   *     are written, without stack, frames and causes, see {@link FirstReports}
   */
  public EventLine error(ErrorReport report, @Nullable StackTextOptions options) {
    ErrorEvent.error(json, report, options);
    return this;
  }

  /** {@code log.logger} and {@code log.origin}. */
  public EventLine log(String logger, @Nullable Frame origin) {
    name(LOGGER, logger).endString();
    if (origin != null) {
      ErrorEvent.origin(json, origin);
    }
    json.endObject();
    return this;
  }

  /** {@code process.thread.name}. */
  public EventLine thread(String name) {
    name(THREAD, name).raw(THREAD_END);
    return this;
  }

  /** The line in UTF-8, with a line break at its end. This object must not be used afterwards. */
  public byte[] end() {
    json.endObject().put('\n');
    byte[] line = json.toBytes();
    keep();
    return line;
  }

  /** The line without a line break. This object must not be used afterwards. */
  String endText() {
    String line = json.endObject().toString();
    keep();
    return line;
  }

  private JsonWriter name(byte[] member, String name) {
    return json.rendered(member).line(name.isEmpty() ? PrintableText.NO_NAME : name, Limits.NAME);
  }

  private static byte[] json(String withApostrophes) {
    return withApostrophes.replace('\'', '"').getBytes(StandardCharsets.US_ASCII);
  }

  private void keep() {
    if (json.capacity() <= KEPT_CAPACITY) {
      kept.lazySet(slot(), this);
    }
  }

  private static int slot() {
    return System.identityHashCode(Thread.currentThread()) & (KEPT - 1);
  }
}
