package io.moontrace.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.moontrace.error.EventLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Logback 1.3 and later, with SLF4J 2. Loaded only if they are present. */
final class Logback13 extends LogbackApi {

  @Override
  void timestamp(EventLine line, ILoggingEvent event) {
    Instant instant = event.getInstant();
    if (instant == null) {
      super.timestamp(line, event);
    } else {
      line.timestamp(instant);
    }
  }

  @Override
  List<String> markers(ILoggingEvent event) {
    List<Marker> markers = event.getMarkerList();
    if (markers == null || markers.isEmpty()) {
      return Collections.emptyList();
    }
    List<String> names = new ArrayList<>(markers.size());
    for (Marker marker : markers) {
      if (marker != null) {
        names.add(name(marker));
      }
    }
    return Collections.unmodifiableList(names);
  }

  @Override
  Map<String, Object> keyValues(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs == null || pairs.isEmpty()) {
      return Collections.emptyMap();
    }
    Map<String, Object> keyValues = new LinkedHashMap<>();
    for (KeyValuePair pair : pairs) {
      if (pair != null && pair.key != null && pair.value != null) {
        keyValues.put(pair.key, pair.value);
      }
    }
    return Collections.unmodifiableMap(keyValues);
  }
}
