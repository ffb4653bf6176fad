package io.moontrace.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.error.EventLine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;

/**
 * What Logback tells of an event in some versions only. This is 1.2, on SLF4J 1.7; {@link
 * Logback13} is all later ones.
 */
class LogbackApi {

  static LogbackApi get() {
    return isLater() ? new Logback13() : new LogbackApi();
  }

  /** {@code @timestamp}, as exactly as the event has it. */
  void timestamp(EventLine line, ILoggingEvent event) {
    line.timestamp(event.getTimeStamp());
  }

  /** The names of its markers, references not followed. */
  @SuppressWarnings("deprecation") // all that 1.2 has
  List<String> markers(ILoggingEvent event) {
    Marker marker = event.getMarker();
    return marker == null ? Collections.emptyList() : Collections.singletonList(name(marker));
  }

  /** Key-values of SLF4J 2, in their order. */
  Map<String, Object> keyValues(ILoggingEvent event) {
    return Collections.emptyMap();
  }

  static String name(Marker marker) {
    String name = marker.getName();
    return name == null ? "" : name;
  }

  private static boolean isLater() {
    try {
      ILoggingEvent.class.getMethod("getKeyValuePairs");
      return true;
    } catch (NoSuchMethodException | LinkageError e) {
      return false;
    }
  }
}
