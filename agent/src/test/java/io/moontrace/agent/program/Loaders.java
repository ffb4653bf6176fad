package io.moontrace.agent.program;

import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Runs LuaJ in two class loaders side by side, and lets go of the first. */
public final class Loaders {
  private static final int ROUNDS = 100;
  private static final long PAUSE = 100;

  /**
   * How the loaders delegate, {@code child-first} or {@code parent-first}; their class path in two
   * parts; and the {@code Runnable} that is run in them, unless it is {@link LoadedScript}.
   */
  public static void main(String[] args) throws Exception {
    URL[] urls = urls(args[1] + File.pathSeparator + args[2]);
    boolean childFirst = args[0].equals("child-first");
    ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
    String program = args.length > 3 ? args[3] : LoadedScript.class.getName();
    URLClassLoader kept = open(urls, childFirst);
    WeakReference<ClassLoader> dropped = runIn(open(urls, childFirst), program, queue);
    start(kept, program);
    System.out.println("collected " + isCollected(dropped, queue));
    start(kept, program);
    kept.close();
  }

  private static WeakReference<ClassLoader> runIn(
      URLClassLoader loader, String program, ReferenceQueue<ClassLoader> queue) throws Exception {
    start(loader, program);
    loader.close();
    return new WeakReference<>(loader, queue);
  }

  private static void start(ClassLoader loader, String program)
      throws ReflectiveOperationException {
    Class<?> plugin = loader.loadClass(program);
    System.out.println(plugin.getClassLoader() == loader);
    ((Runnable) plugin.getDeclaredConstructor().newInstance()).run();
  }

  private static boolean isCollected(
      WeakReference<ClassLoader> dropped, ReferenceQueue<ClassLoader> queue)
      throws InterruptedException {
    for (int i = 0; i < ROUNDS && dropped.get() != null; i++) {
      System.gc();
      queue.remove(PAUSE);
    }
    return dropped.get() == null;
  }

  private static URLClassLoader open(URL[] urls, boolean childFirst) {
    return childFirst
        ? new ChildFirst(urls, Loaders.class.getClassLoader())
        : new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static URL[] urls(String path) throws IOException {
    String[] entries = path.split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return urls;
  }

  /** As a servlet container's. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL[] urls, ClassLoader parent) {
      super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : find(name, resolve);
      }
    }

    private Class<?> find(String name, boolean resolve) throws ClassNotFoundException {
      try {
        return findClass(name);
      } catch (ClassNotFoundException e) {
        return super.loadClass(name, resolve);
      }
    }
  }

  private Loaders() {}
}
