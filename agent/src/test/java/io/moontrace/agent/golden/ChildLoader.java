package io.moontrace.agent.golden;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs {@link GoldenRun} in a class loader that knows of LuaJ, while the application's does not.
 * Arguments: how many paths, the paths of its class path, then those of the program.
 */
public final class ChildLoader {

  public static void main(String[] args) throws Exception {
    int end = 1 + Integer.parseInt(args[0]);
    List<String> rest = List.of(args).subList(end, args.length);
    try (URLClassLoader loader =
        new URLClassLoader(urls(args, end), ClassLoader.getPlatformClassLoader())) {
      run(loader.loadClass(GoldenRun.class.getName()), rest.toArray(new String[0]));
    }
  }

  private static void run(Class<?> program, String[] args) throws ReflectiveOperationException {
    if (program == GoldenRun.class) {
      throw new IllegalStateException("loaded by the application's loader");
    }
    try {
      program.getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static URL[] urls(String[] args, int end) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (int i = 1; i < end; i++) {
      urls.add(Path.of(args[i]).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }

  private ChildLoader() {}
}
