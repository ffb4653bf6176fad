package io.moontrace.diagnostics;

import java.util.List;
import java.util.Map;

/**
 * What Moontrace sees and does in this program: the MXBean {@code io.moontrace:type=Agent}.
 * docs/doctor.md describes each attribute. Texts are bounded, and secrets in them redacted.
 */
public interface AgentMXBean {
  /** Of Moontrace. */
  String getVersion();

  /** Of the OpenTelemetry agent it is a part of. */
  String getOtelVersion();

  /** The settings that switch it off, {@code name=value}; empty where it is on. */
  List<String> getDisabledBy();

  /** The Lua engines found so far, at most 64. */
  List<EngineData> getEngines();

  /** All settings of Moontrace, as they were when the agent started. */
  List<SettingData> getSettings();

  /** Names that look like settings of Moontrace and are none, at most 100. */
  List<UnknownSettingData> getUnknownSettings();

  /** What became of errors since the start, by fate. */
  Map<String, Long> getErrors();

  /** Errors and parts of them that were dropped since the start, by reason. */
  Map<String, Long> getDropped();

  /** Where errors go, and what is known to be wrong there. */
  List<DestinationData> getDestinations();

  /** Tries every destination, without an error: takes a few seconds where one does not answer. */
  List<DestinationData> checkDestinations();

  /** Sends one error, marked as a test, to every destination; takes a few seconds. */
  TestErrorData sendTestError();
}
