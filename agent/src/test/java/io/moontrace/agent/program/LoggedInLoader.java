package io.moontrace.agent.program;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs with the Logback of its own class loader. */
public final class LoggedInLoader implements Runnable {

  @Override
  public void run() {
    Logger logger = LoggerFactory.getLogger("in.loader");
    logger.info("hello");
    logger.error("failed", new IllegalStateException("no"));
    System.out.println(logger.getClass().getClassLoader() == getClass().getClassLoader());
  }
}
