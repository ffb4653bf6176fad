package io.moontrace.export;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;

import io.moontrace.error.ErrorEvent;
import io.moontrace.error.ErrorReport;
import io.moontrace.error.EventLine;
import io.moontrace.error.Frame;
import io.moontrace.report.ExceptionEvents;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Map;

/**
 * Converts an error to attributes of a log record: the content of its JSON line, under
 * OpenTelemetry's names where they exist. {@code error.frames} and {@code error.causes} are arrays
 * of maps with the same members as in the line.
 */
final class ErrorAttributes {
  static final AttributeKey<String> EVENT_ID = stringKey("event.id");

  private static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  private static final AttributeKey<Boolean> ERROR_HANDLED = booleanKey("error.handled");
  private static final AttributeKey<Boolean> ERROR_APPROXIMATE = booleanKey("error.approximate");
  private static final String ERROR = "error.";

  private static final AttributeKey<String> FUNCTION = stringKey("code.function.name");
  private static final AttributeKey<String> FILE = stringKey("code.file.path");
  private static final AttributeKey<Long> LINE = longKey("code.line.number");

  /**
   * The attributes of a record about an error.
   *
   * @param complete whether to include stack, frames and causes
   */
  static Attributes of(ErrorReport report, boolean complete) {
    AttributesBuilder attributes =
        ExceptionEvents.attributes(report, complete)
            .put(ERROR_TYPE, report.type())
            .put(ERROR_HANDLED, report.handled());
    if (complete) {
      stack(attributes, report);
    }
    promoted(attributes, report.context());
    return attributes.build();
  }

  /** The attributes of business context. */
  static Attributes of(Map<String, String> context) {
    AttributesBuilder attributes = Attributes.builder();
    ExceptionEvents.putContext(attributes, context);
    promoted(attributes, context);
    return attributes.build();
  }

  private static void stack(AttributesBuilder attributes, ErrorReport report) {
    if (report.stack().isApproximate()) {
      attributes.put(ERROR_APPROXIMATE, true);
    }
    ValueWriter values = new ValueWriter();
    ErrorEvent.stack(values, report);
    values.members().forEach((name, value) -> attributes.put(valueKey(ERROR + name), value));
    Frame origin = report.origin();
    if (origin != null) {
      origin(attributes, origin);
    }
  }

  private static void origin(AttributesBuilder attributes, Frame origin) {
    String module = origin.module();
    attributes.put(FUNCTION, module == null ? origin.function() : module + '.' + origin.function());
    attributes.put(FILE, origin.file());
    if (origin.line() != Frame.NO_LINE) {
      attributes.put(LINE, (long) origin.line());
    }
  }

  private static void promoted(AttributesBuilder attributes, Map<String, String> context) {
    promoted(attributes, context, "user");
    promoted(attributes, context, "session");
  }

  /** Copies an id that has an attribute of its own, as in the line. */
  private static void promoted(
      AttributesBuilder attributes, Map<String, String> context, String whose) {
    attributes.put(stringKey(whose + ".id"), EventLine.idOf(whose, context));
  }

  private ErrorAttributes() {}
}
