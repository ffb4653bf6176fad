package io.moontrace.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The Lua files in the jar of the extension, where the application cannot see them. */
final class LuaFiles {
  private static final String FOLDER = "/io/moontrace/lua/";
  private static final int BUFFER = 4096;

  /** Null when there is no such file. */
  static byte @Nullable [] read(String name) {
    try (InputStream file = LuaFiles.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        return null;
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      return null;
    }
  }

  private LuaFiles() {}
}
