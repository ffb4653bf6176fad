package io.moontrace.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.error.EventLine;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;

/**
 * The parts of Logback's API that differ between versions. This class is for 1.2 with SLF4J 1.7,
 * {@link Logback13} for later versions.
 */
class LogbackApi {

  static LogbackApi get() {
    return is13OrLater() ? new Logback13() : new LogbackApi();
  }

  /** Writes {@code @timestamp} with the precision of the event. */
  void timestamp(EventLine line, ILoggingEvent event) {
    line.timestamp(event.getTimeStamp());
  }

  /** The names of the markers of the event, without referenced markers. */
  @SuppressWarnings("deprecation") // the only method of 1.2
  List<String> markers(ILoggingEvent event) {
    Marker marker = event.getMarker();
    return marker == null ? Collections.emptyList() : Collections.singletonList(name(marker));
  }

  /** The key-value pairs of SLF4J 2, in order. */
  Map<String, Object> keyValues(ILoggingEvent event) {
    return Collections.emptyMap();
  }

  static String name(Marker marker) {
    String name = marker.getName();
    return name == null ? "" : name;
  }

  private static boolean is13OrLater() {
    try {
      ILoggingEvent.class.getMethod("getKeyValuePairs");
      return true;
    } catch (NoSuchMethodException | LinkageError e) {
      return false;
    }
  }
}
