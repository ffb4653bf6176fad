package io.moontrace.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the objects, arrays and members of an error in document order, so that one description of
 * an error serves JSON and other formats. Null values write no member. The caller balances begin
 * and end calls.
 */
public interface StructuredWriter {
  /** Begins an element of the open array. */
  StructuredWriter beginObject();

  StructuredWriter beginObject(String name);

  StructuredWriter endObject();

  StructuredWriter beginArray(String name);

  StructuredWriter endArray();

  StructuredWriter member(String name, @Nullable String value);

  StructuredWriter member(String name, long value);

  StructuredWriter member(String name, boolean value);

  StructuredWriter member(String name, Map<String, String> values);

  /** Writes a frame as an element of the open array, see {@link ErrorEvent#frame}. */
  StructuredWriter frame(Frame frame);
}
