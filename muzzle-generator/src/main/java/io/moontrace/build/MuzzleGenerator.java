package io.moontrace.build;

import io.opentelemetry.javaagent.tooling.muzzle.generation.MuzzleCodeGenerationPlugin;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.build.EntryPoint;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;

/**
 * Runs OpenTelemetry's muzzle code generator on a folder of classes, in place. It adds to each
 * {@code InstrumentationModule} the list of classes it refers to and of helpers it needs. Without
 * it, no helper is injected and all spans are silently missing.
 */
public final class MuzzleGenerator {

  /** Takes one argument, the folder of compiled classes. */
  public static void main(String[] args) throws IOException {
    File classes = new File(args[0]);
    URL[] path = {classes.toURI().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, MuzzleGenerator.class.getClassLoader())) {
      Plugin.Engine.Default.of(
              EntryPoint.Default.REBASE,
              ClassFileVersion.JAVA_V8,
              new MethodNameTransformer.Suffixing("original"))
          .with(ClassFileLocator.ForClassLoader.of(loader))
          .withErrorHandlers(Plugin.Engine.ErrorHandler.Failing.FAIL_FAST)
          .apply(
              classes,
              classes,
              new Plugin.Factory.Simple(new OncePlugin(new MuzzleCodeGenerationPlugin(loader))));
    }
  }

  /**
   * Skips classes that were processed before: adding the interface twice would cause a
   * ClassFormatError.
   */
  private record OncePlugin(Plugin generator) implements Plugin {
    @Override
    public boolean matches(TypeDescription type) {
      return generator.matches(type)
          && type.getInterfaces().asErasures().stream()
              .noneMatch(i -> i.getName().endsWith(".InstrumentationModuleMuzzle"));
    }

    @Override
    public DynamicType.Builder<?> apply(
        DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
      return generator.apply(builder.visit(new OwnReferencesFilter()), type, locator);
    }

    @Override
    public void close() throws IOException {
      generator.close();
    }
  }

  private MuzzleGenerator() {}
}
