package io.moontrace.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects, arrays and their members in the order they are told: JSON, or the values of
 * another format, so that one description of an error serves them all. Absent values (null) make no
 * member. The caller keeps begin and end in balance.
 */
public interface StructuredWriter {
  /** An element of the array that is open. */
  StructuredWriter beginObject();

  StructuredWriter beginObject(String name);

  StructuredWriter endObject();

  StructuredWriter beginArray(String name);

  StructuredWriter endArray();

  StructuredWriter member(String name, @Nullable String value);

  StructuredWriter member(String name, long value);

  StructuredWriter member(String name, boolean value);

  StructuredWriter member(String name, Map<String, String> values);

  /** An element of the array that is open: what {@link ErrorEvent#frame} tells. */
  StructuredWriter frame(Frame frame);
}
