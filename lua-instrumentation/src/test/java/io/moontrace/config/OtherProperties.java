package io.moontrace.config;

import java.util.Properties;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test begins without settings of ours, and what it sets is gone after it. */
final class OtherProperties implements BeforeEachCallback, AfterEachCallback {
  private Properties before = new Properties();

  @Override
  public void beforeEach(ExtensionContext context) {
    before = new Properties();
    before.putAll(System.getProperties());
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("moontrace."));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setProperties(before);
  }
}
