package io.moontrace.export;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.moontrace.bootstrap.EntryDurations;
import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.bootstrap.MetricNames;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Records the duration of entries into Lua, {@code moontrace.lua.duration}, and the number of
 * errors that scripts caught or that escaped Lua, {@code moontrace.lua.errors}. Chunk names and
 * types come from scripts; {@link MetricNames} bounds them.
 */
final class ScriptMeters {
  private static final AttributeKey<Boolean> HANDLED = booleanKey("error.handled");
  private static final AttributeKey<String> TYPE = stringKey("error.type");
  private static final AttributeKey<String> CHUNK = stringKey("lua.chunk.name");

  /** In seconds. Most scripts take less than the smallest bucket of the semantic conventions. */
  private static final List<Double> BUCKETS =
      Arrays.asList(
          0.00001, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
          10.0);

  private static final double NANOS = 1e9;

  private final DoubleHistogram durations;
  private final ConcurrentMap<String, Attributes> ofChunks = new ConcurrentHashMap<>();

  private ScriptMeters(DoubleHistogram durations) {
    this.durations = durations;
  }

  static void register(Meter meter) {
    meter
        .counterBuilder("moontrace.lua.errors")
        .setUnit("{error}")
        .setDescription("Errors that Lua scripts caught, and errors that escaped Lua.")
        .buildWithCallback(ScriptMeters::readErrors);
    ErrorCounts.enable();
    DoubleHistogram durations =
        meter
            .histogramBuilder("moontrace.lua.duration")
            .setUnit("s")
            .setDescription("Duration of calls from Java into Lua, the outermost of each thread.")
            .setExplicitBucketBoundariesAdvice(BUCKETS)
            .build();
    EntryDurations.setRecorder(new ScriptMeters(durations)::ended);
  }

  private static void readErrors(ObservableLongMeasurement measurement) {
    ErrorCounts.read(
        (handled, type, chunk, count) ->
            measurement.record(
                count, attributes(chunk).put(HANDLED, handled).put(TYPE, type).build()));
  }

  private void ended(long nanos, String chunk, @Nullable String errorType) {
    Attributes attributes = errorType == null ? ofChunks.get(chunk) : null;
    durations.record(
        nanos / NANOS, attributes != null ? attributes : createAttributes(chunk, errorType));
  }

  /**
   * Caches the attributes of successful entries, of which there are as many as distinct chunk
   * names.
   */
  private Attributes createAttributes(String chunk, @Nullable String errorType) {
    String name = MetricNames.CHUNKS.of(chunk);
    return errorType == null
        ? ofChunks.computeIfAbsent(name, known -> attributes(known).build())
        : attributes(name).put(TYPE, MetricNames.TYPES.of(errorType)).build();
  }

  private static AttributesBuilder attributes(String chunk) {
    AttributesBuilder attributes = Attributes.builder();
    return chunk.equals(ErrorCounts.NO_CHUNK) ? attributes : attributes.put(CHUNK, chunk);
  }
}
