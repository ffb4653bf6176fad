package io.moontrace.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.moontrace.config.Setting;
import io.opentelemetry.javaagent.tooling.muzzle.ClassLoaderMatcher;
import io.opentelemetry.javaagent.tooling.muzzle.Mismatch;
import java.io.File;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/** Checks released versions of the clients, like muzzle at run time, and the woven methods. */
class RedisClientVersionsTest {

  @AfterEach
  void clearSetting() {
    System.clearProperty(Setting.REDIS.key());
  }

  @ParameterizedTest
  @CsvSource({
    "jedis-4.4.8, Jedis",
    "jedis-5.2.0, Jedis",
    "jedis-6.2.0, Jedis",
    "lettuce-core-6.1.10.RELEASE, Lettuce",
    "lettuce-core-6.5.5.RELEASE, Lettuce",
    "redisson-3.20.1, Redisson",
    "redisson-3.45.1, Redisson"
  })
  void fits(String jar, String client) throws Exception {
    assertThat(mismatches(jar, client)).isEmpty();
    System.setProperty(Setting.REDIS.key(), "false");
    assertThat(mismatches(jar, client)).as("switched off").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "jedis-4.4.8, redis.clients.jedis.Connection, sendCommand",
    "jedis-5.2.0, redis.clients.jedis.Connection, sendCommand",
    "jedis-6.2.0, redis.clients.jedis.Connection, sendCommand",
    "lettuce-core-6.1.10.RELEASE, io.lettuce.core.RedisCommandBuilder, eval",
    "lettuce-core-6.5.5.RELEASE, io.lettuce.core.RedisCommandBuilder, eval",
    "redisson-3.20.1, org.redisson.client.protocol.CommandData, <init>",
    "redisson-3.45.1, org.redisson.client.protocol.CommandData, <init>"
  })
  void hasTheMethod(String jar, String type, String method) throws Exception {
    ClassNode found = new ClassNode();
    try (JarFile classes = new JarFile("target/redis-clients/" + jar + ".jar");
        InputStream file =
            classes.getInputStream(classes.getEntry(type.replace('.', '/') + ".class"))) {
      new ClassReader(file).accept(found, ClassReader.SKIP_CODE);
    }
    assertThat(found.methods)
        .anyMatch(each -> each.name.equals(method) && hasArguments(each.desc, method));
  }

  /** As the instrumentations ask for them. */
  private static boolean hasArguments(String descriptor, String method) {
    return switch (method) {
      case "sendCommand" -> descriptor.equals("(Lredis/clients/jedis/CommandArguments;)V");
      case "eval" -> descriptor.startsWith("([B");
      default ->
          descriptor.endsWith("Lorg/redisson/client/protocol/RedisCommand;[Ljava/lang/Object;)V")
              && descriptor.split(";", -1).length == 6;
    };
  }

  private static List<Mismatch> mismatches(String jar, String client) throws Exception {
    String module = "io.moontrace.redis." + client + "InstrumentationModule";
    try (URLClassLoader application = new URLClassLoader(path(jar), null)) {
      Map<String, List<Mismatch>> found =
          ClassLoaderMatcher.matchesAll(application, false, Collections.emptySet());
      assertThat(found).containsKey(module);
      return found.get(module);
    }
  }

  private static URL[] path(String jar) throws MalformedURLException {
    List<URL> path = new ArrayList<>();
    path.add(new File("target/redis-clients/" + jar + ".jar").toURI().toURL());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.contains("opentelemetry-") || entry.contains("error-model")) {
        path.add(new File(entry).toURI().toURL());
      }
    }
    return path.toArray(new URL[0]);
  }
}
