package io.moontrace.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaClosure;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** Reads classes of LuaJ as byte code, and loads modified ones beside the originals. */
public final class LuajClasses {

  /** A class of LuaJ as if compiled for the given class file version. */
  public static ClassNode read(String internalName, int version) throws IOException {
    byte[] original;
    try (InputStream in =
        LuaClosure.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
      original = in.readAllBytes();
    }
    ClassNode node = new ClassNode();
    new ClassReader(original).accept(node, ClassReader.EXPAND_FRAMES);
    node.version = version;
    if (version < Opcodes.V1_6) {
      return node;
    }
    // with stack maps
    ClassWriter writer = new Frames();
    node.accept(writer);
    ClassNode framed = new ClassNode();
    new ClassReader(writer.toByteArray()).accept(framed, ClassReader.EXPAND_FRAMES);
    return framed;
  }

  public static byte[] write(ClassNode node) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  /**
   * A class loader with copies of LuaJ, the classes under test and the fixtures, with some classes
   * replaced.
   */
  public static ClassLoader loader(Map<String, byte[]> replaced) {
    URL luaj = LuaClosure.class.getProtectionDomain().getCodeSource().getLocation();
    URL main =
        io.moontrace.frames.LuaFrames.class.getProtectionDomain().getCodeSource().getLocation();
    URL tests = LuajClasses.class.getProtectionDomain().getCodeSource().getLocation();
    return new ChildFirst(new URL[] {luaj, main, tests}, replaced);
  }

  /** Runs {@link FailingScript} in that loader. */
  @SuppressWarnings("unchecked")
  public static List<String> framesOfFailingScript(ClassLoader loader) throws Exception {
    Method run = loader.loadClass("io.moontrace.testing.FailingScript").getMethod("run");
    return (List<String>) run.invoke(null);
  }

  /** Computes stack map frames with the class loader of LuaJ. */
  private static final class Frames extends ClassWriter {
    Frames() {
      super(COMPUTE_FRAMES);
    }

    @Override
    protected ClassLoader getClassLoader() {
      return LuaClosure.class.getClassLoader();
    }
  }

  private static final class ChildFirst extends URLClassLoader {
    private final Map<String, byte[]> replaced;

    ChildFirst(URL[] path, Map<String, byte[]> replaced) {
      super(path, LuajClasses.class.getClassLoader());
      this.replaced = replaced;
    }

    @Override
    protected synchronized Class<?> loadClass(String name, boolean resolve)
        throws ClassNotFoundException {
      boolean ours = name.startsWith("org.luaj.") || name.startsWith("io.moontrace.");
      boolean shared =
          name.startsWith("io.moontrace.error.") || name.startsWith("io.moontrace.bootstrap.");
      if (!ours || shared) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] code = replaced.get(name.replace('.', '/'));
      return code == null ? findClass(name) : defineClass(name, code, 0, code.length);
    }
  }

  private LuajClasses() {}
}
