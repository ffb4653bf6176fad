package io.moontrace.export;

import com.google.auto.service.AutoService;
import io.moontrace.config.BootstrapClasses;
import io.opentelemetry.api.incubator.config.DeclarativeConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.ComponentProvider;
import io.opentelemetry.sdk.logs.LogRecordProcessor;

/** Provides {@link LoggedErrors} as a component of declarative configuration. */
@AutoService(ComponentProvider.class)
public final class LoggedErrorsComponent implements ComponentProvider {
  static final String NAME = "moontrace";

  @Override
  public Class<?> getType() {
    return LogRecordProcessor.class;
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public Object create(DeclarativeConfigProperties config) {
    return BootstrapClasses.provide() ? LoggedErrors.create() : LogRecordProcessor.composite();
  }
}
