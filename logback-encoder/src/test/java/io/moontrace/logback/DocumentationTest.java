package io.moontrace.logback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Checks docs/logback.md against the code. */
class DocumentationTest {
  private static final Path PAGE = Path.of("../docs/logback.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");
  private static final Pattern CONFIGURATION =
      Pattern.compile("(?s)```xml\\n(<configuration>.*?)```");

  @Test
  void theTableHasAllOptionsAndNoOther() throws IOException {
    Set<String> setters = new TreeSet<>();
    for (Method method : ErrorEventEncoder.class.getDeclaredMethods()) {
      if (method.getName().matches("(set|add)[A-Z].*")) {
        setters.add(option(method.getName().substring(3)));
      }
    }
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("| option |"), page.indexOf("The last four"));
    assertThat(found(ROW, table)).containsExactlyInAnyOrderElementsOf(setters);
  }

  @Test
  void theExamplesAreValid(@TempDir Path folder) throws IOException, JoranException {
    List<String> examples = found(CONFIGURATION, Files.readString(PAGE));
    assertThat(examples).hasSize(2);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    for (String example : examples) {
      String here = example.replace("logs/", folder + "/").replace("INFO", "OFF");
      context.reset();
      context.getStatusManager().clear();
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(new ByteArrayInputStream(here.getBytes(UTF_8)));
      assertThat(context.getStatusManager().getCopyOfStatusList())
          .noneMatch(status -> status.getLevel() > Status.INFO);
      context.reset();
    }
  }

  @Test
  void theVersionsAreThoseOfTheTests() throws IOException {
    assertThat(Arrays.asList(Files.readString(PAGE).split("[ ,|]+")))
        .contains(System.getProperty("moontrace.test.logback"));
  }

  private static String option(String property) {
    return Character.toLowerCase(property.charAt(0)) + property.substring(1);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1)).toList();
  }
}
