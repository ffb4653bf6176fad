package io.moontrace.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.junit.jupiter.api.Test;

class StockLicensesTest {
  private static final String REPORT =
      """
      # javaagent
      ## Dependency License Report

      ## Apache License, Version 2.0

      **1** **Group:** `io.zipkin.zipkin2` **Name:** `zipkin` **Version:** `2.27.1`
      > - **POM License**: Apache License, Version 2.0 - [https://a](https://a)

      **2** **Group:** `org.ow2.asm` **Name:** `asm` **Version:** `9.10.1`

      ## The 3-Clause BSD License

      **3** **Group:** `org.ow2.asm` **Name:** `asm` **Version:** `9.10.1`

      ## Licence of Nobody

      **4** **Group:** `g` **Name:** `n` **Version:** `1`
      """;

  @Test
  void eachLibraryOnceWithAllItsLicences() {
    List<Component> components = StockLicenses.components(REPORT);
    assertThat(components)
        .extracting(Component::getPurl)
        .containsExactly(
            "pkg:maven/io.zipkin.zipkin2/zipkin@2.27.1?type=jar",
            "pkg:maven/org.ow2.asm/asm@9.10.1?type=jar",
            "pkg:maven/g/n@1?type=jar");
    assertThat(components.get(1).getLicenses().getLicenses())
        .extracting(License::getId)
        .containsExactly("Apache-2.0", "BSD-3-Clause");
  }

  @Test
  void reportWithoutLibraries() {
    assertThatThrownBy(() -> StockLicenses.components("# another form"))
        .hasMessageContaining("lists nothing");
  }

  @Test
  void licenceThatNobodyAccepted() {
    assertThatThrownBy(() -> ThirdPartyReport.of(StockLicenses.components(REPORT)))
        .hasMessageContaining("pkg:maven/g/n@1?type=jar has the licence Licence of Nobody");
  }

  @Test
  void oneLineForEach() {
    List<Component> components = StockLicenses.components(REPORT).subList(0, 2);
    Component whole = components.get(0);
    whole.setBomRef("whole");
    SbomGenerator.contain(whole, List.of(components.get(1)));
    assertThat(ThirdPartyReport.of(List.of(whole)))
        .endsWith(
            """

            * io.zipkin.zipkin2:zipkin:2.27.1  Apache-2.0
              * org.ow2.asm:asm:9.10.1  Apache-2.0, BSD-3-Clause
            """);
  }

  @Test
  void noLicenceAtAll() {
    Component component = StockLicenses.components(REPORT).get(0);
    component.setLicenses(null);
    assertThatThrownBy(() -> ThirdPartyReport.of(List.of(component)))
        .hasMessageContaining("no licence is known of pkg:maven/io.zipkin.zipkin2/zipkin@2.27.1");
  }
}
