package io.moontrace.diagnostics;

import static java.util.stream.Collectors.toList;

import io.moontrace.bootstrap.ErrorCounts;
import io.moontrace.bootstrap.LuaEngines;
import io.moontrace.config.LuaSwitches;
import io.moontrace.config.SettingsReport;
import io.moontrace.error.DropReason;
import io.moontrace.error.ReportCount;
import io.moontrace.error.Version;
import io.moontrace.export.Destination;
import io.moontrace.export.Destinations;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;

/** Reads everything at the moment it is asked for; keeps nothing. Thread-safe. */
public final class Agent implements AgentMXBean {
  private static final String UNKNOWN = "unknown";

  /** In the version of the one jar: {@code 0.1.0-otel-2.31.1}. */
  private static final Pattern OF_ONE_JAR = Pattern.compile("^.*-otel-");

  private static final String OTEL_AGENT = "io.opentelemetry.javaagent.OpenTelemetryAgent";

  private final AutoConfiguredOpenTelemetrySdk sdk;

  Agent(AutoConfiguredOpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  @Override
  public String getVersion() {
    return Version.get();
  }

  @Override
  public String getOtelVersion() {
    try {
      Package ofAgent = Class.forName(OTEL_AGENT, false, null).getPackage();
      String version = ofAgent == null ? null : ofAgent.getImplementationVersion();
      return version == null ? UNKNOWN : OF_ONE_JAR.matcher(version).replaceFirst("");
    } catch (ClassNotFoundException | LinkageError e) {
      return UNKNOWN;
    }
  }

  @Override
  public List<String> getDisabledBy() {
    return LuaSwitches.off();
  }

  @Override
  public List<EngineData> getEngines() {
    return LuaEngines.all().stream().map(EngineData::new).collect(toList());
  }

  @Override
  public List<SettingData> getSettings() {
    return SettingsReport.current().settings().stream().map(SettingData::new).collect(toList());
  }

  @Override
  public List<UnknownSettingData> getUnknownSettings() {
    return SettingsReport.current().unknown().stream()
        .map(UnknownSettingData::new)
        .collect(toList());
  }

  @Override
  public Map<String, Long> getErrors() {
    Map<String, Long> errors = new TreeMap<>();
    for (ReportCount count : ReportCount.values()) {
      errors.put(count.label(), count.total());
    }
    if (ErrorCounts.areEnabled()) {
      errors.put("caught", 0L);
      errors.put("uncaught", 0L);
      ErrorCounts.read(
          (handled, type, chunk, count) ->
              errors.merge(handled ? "caught" : "uncaught", count, Long::sum));
    }
    return errors;
  }

  @Override
  public Map<String, Long> getDropped() {
    Map<String, Long> dropped = new TreeMap<>();
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason.reason(), reason.total());
    }
    return dropped;
  }

  @Override
  public List<DestinationData> getDestinations() {
    return Destinations.all().stream().map(DestinationData::known).collect(toList());
  }

  /** All at once: each may take its time. */
  @Override
  public List<DestinationData> checkDestinations() {
    List<FutureTask<DestinationData>> checks = new ArrayList<>();
    for (Destination destination : Destinations.all()) {
      FutureTask<DestinationData> check =
          new FutureTask<>(() -> DestinationData.checked(destination));
      Thread thread = new Thread(check, "moontrace-check");
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
      checks.add(check);
    }
    return checks.stream().map(Agent::result).collect(toList());
  }

  private static DestinationData result(FutureTask<DestinationData> check) {
    try {
      return check.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public TestErrorData sendTestError() {
    return new TestError(sdk.getOpenTelemetrySdk()).send();
  }
}
