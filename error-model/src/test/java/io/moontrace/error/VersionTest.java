package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void theBuildProvidesTheVersion() {
    assertThat(Version.get()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-.+)?");
  }
}
