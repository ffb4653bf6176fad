package io.moontrace.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  @TempDir private Path folder;

  @Test
  void findsByReleaseFileWhateverTheFolderIsCalled() throws IOException {
    Path eleven = jdk("zz-25", "11.0.13");
    Path mac = jdk("temurin/Contents/Home", "21.0.8");

    Jdks jdks = jdks(Map.of(), Map.of());
    assertThat(jdks.find(11)).contains(eleven);
    assertThat(jdks.find(21)).contains(mac);
    assertThat(jdks.find(25)).isEmpty();
    assertThat(jdks.present(List.of(11, 21, 25))).containsExactly(11, 21);
  }

  @Test
  void aFolderWithoutJavaIsNone() throws IOException {
    Files.delete(jdk("jdk-25", "25").resolve("bin/java"));
    assertThat(jdks(Map.of(), Map.of()).find(25)).isEmpty();
  }

  @Test
  void oldNumbersAreFeatureVersionsToo() throws IOException {
    Path eight = jdk("jdk8", "1.8.0_402");
    assertThat(jdks(Map.of(), Map.of()).find(8)).contains(eight);
  }

  @Test
  void propertyThenEnvironmentThenFolders() throws IOException {
    Path first = jdk("a", "25.0.1");
    Path second = jdk("b", "25.0.1");
    Path third = jdk("c", "25.0.1");
    Map<String, String> property = Map.of("moontrace.test.jdk25", third.toString());
    Map<String, String> variable = Map.of("JAVA25_HOME", second.toString());

    assertThat(jdks(property, variable).find(25)).contains(third);
    assertThat(jdks(Map.of(), variable).find(25)).contains(second);
    assertThat(jdks(Map.of(), Map.of()).find(25)).contains(first);
  }

  @Test
  void aWrongSettingFails() throws IOException {
    String eleven = jdk("a", "11.0.13").toString();
    jdk("b", "25.0.1");
    Jdks jdks = jdks(Map.of(), Map.of("JAVA25_HOME", eleven));
    assertThatThrownBy(() -> jdks.find(25))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no Java 25 in " + eleven)
        .hasMessageContaining("JAVA25_HOME");
  }

  @Test
  void theTestsOwnIsAlwaysThere() {
    int own = Runtime.version().feature();
    assertThat(jdks(Map.of(), Map.of()).find(own))
        .contains(Path.of(System.getProperty("java.home")));
  }

  private Jdks jdks(Map<String, String> properties, Map<String, String> environment) {
    return new Jdks(properties::get, environment::get, List.of(folder, folder.resolve("missing")));
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
