package io.moontrace.error;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects, arrays and their members in the order they are told: JSON, or the values of
 * another format, so that one description of an error serves them all. Absent values (null) make no
 * member. The caller keeps begin and end in balance.
 */
public interface Structure {
  /** An element of the array that is open. */
  Structure beginObject();

  Structure beginObject(String name);

  Structure endObject();

  Structure beginArray(String name);

  Structure endArray();

  Structure member(String name, @Nullable String value);

  Structure member(String name, long value);

  Structure member(String name, boolean value);

  Structure member(String name, Map<String, String> values);

  /** An element of the array that is open: what {@link ErrorEvent#frame} tells. */
  Structure frame(Frame frame);
}
