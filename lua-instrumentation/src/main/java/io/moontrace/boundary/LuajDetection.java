package io.moontrace.boundary;

import io.moontrace.bootstrap.LuaEngine;
import java.io.IOException;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Knows LuaJ by its class {@code LuaClosure}, in whatever package it is, and says what is known
 * before that class is loaded: version, code source, and why it cannot be instrumented. Throws
 * nothing.
 */
final class LuajDetection {
  static final String PACKAGE = "org.luaj.vm2";
  static final String CLOSURE = ".LuaClosure";

  private static final String UNKNOWN = "unknown";

  private final String packageName;
  private final ClassFileLocator classes;

  private LuajDetection(String packageName, @Nullable ClassLoader loader) {
    this.packageName = packageName;
    classes = ClassFileLocator.ForClassLoader.of(loader);
  }

  /**
   * The engine that a class belongs to.
   *
   * @param closure a class whose name ends with {@link #CLOSURE}
   * @return null where it is no LuaJ
   */
  static @Nullable LuaEngine find(
      TypeDescription closure, @Nullable ClassLoader loader, @Nullable ProtectionDomain domain) {
    String name = closure.getName();
    String packageName = name.substring(0, name.length() - CLOSURE.length());
    if (!packageName.equals(PACKAGE) && !looksLikeLuaj(closure, packageName)) {
      return null;
    }
    LuajDetection detection = new LuajDetection(packageName, loader);
    return new LuaEngine(
        packageName, detection.version(), location(domain), label(loader), detection.problem());
  }

  /** Whether it has {@code Varargs execute(LuaValue[], Varargs)} with types of its own package. */
  private static boolean looksLikeLuaj(TypeDescription closure, String packageName) {
    String types = 'L' + packageName.replace('.', '/') + '/';
    String descriptor = "([" + types + "LuaValue;" + types + "Varargs;)" + types + "Varargs;";
    for (MethodDescription method : closure.getDeclaredMethods()) {
      if (method.getInternalName().equals("execute") && method.getDescriptor().equals(descriptor)) {
        return true;
      }
    }
    return false;
  }

  /** Null where nothing is known against it before its classes are compared with LuaJ's. */
  private @Nullable String problem() {
    if (!packageName.equals(PACKAGE)) {
      return "it is relocated (shaded) from " + PACKAGE + " to " + packageName;
    }
    return classFile("Globals") == null ? "it is older than 3.0" : null;
  }

  /** LuaJ says "Luaj-jse 3.0.1", in a constant. */
  private String version() {
    byte[] lua = classFile("Lua");
    if (lua == null) {
      return UNKNOWN;
    }
    VersionConstant constant = new VersionConstant();
    try {
      new ClassReader(lua).accept(constant, ClassReader.SKIP_CODE);
    } catch (RuntimeException e) {
      return UNKNOWN; // a class file that ASM cannot read
    }
    return constant.version;
  }

  private byte @Nullable [] classFile(String name) {
    try {
      ClassFileLocator.Resolution found = classes.locate(packageName + '.' + name);
      return found.isResolved() ? found.resolve() : null;
    } catch (IOException | RuntimeException | LinkageError e) {
      return null; // of the application's class loader
    }
  }

  private static String location(@Nullable ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    URL location = source == null ? null : source.getLocation();
    return location == null ? UNKNOWN : location.toString();
  }

  /** Without asking the loader, which is the application's. */
  private static String label(@Nullable ClassLoader loader) {
    return loader == null
        ? "bootstrap"
        : loader.getClass().getName() + '@' + Integer.toHexString(System.identityHashCode(loader));
  }

  private static final class VersionConstant extends ClassVisitor {
    private String version = UNKNOWN;

    VersionConstant() {
      super(Opcodes.ASM9);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      if (name.equals("_VERSION") && value instanceof String) {
        String text = (String) value;
        version = text.substring(text.lastIndexOf(' ') + 1);
      }
      return null;
    }
  }
}
