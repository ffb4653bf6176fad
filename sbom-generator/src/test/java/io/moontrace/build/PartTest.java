package io.moontrace.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
  @Test
  void licencesAndHashes(@TempDir Path folder) throws IOException {
    Path jar = Files.writeString(folder.resolve("a jar.jar"), "abc");
    Component part = Part.parse("g:n:1 EPL-1.0,LGPL-2.1-only " + jar);
    assertThat(part.getPurl()).isEqualTo("pkg:maven/g/n@1?type=jar");
    assertThat(part.getLicenses().getLicenses())
        .extracting(License::getId)
        .containsExactly("EPL-1.0", "LGPL-2.1-only");
    assertThat(part.getHashes())
        .extracting(Hash::getValue)
        .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void withoutJar() throws IOException {
    assertThat(Part.parse("g:n:1 MIT").getHashes()).isNullOrEmpty();
  }

  @Test
  void anotherForm() {
    assertThatThrownBy(() -> Part.parse("g:n MIT")).hasMessageContaining("g:n MIT");
  }
}
