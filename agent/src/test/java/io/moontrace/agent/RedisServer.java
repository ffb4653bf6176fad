package io.moontrace.agent;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A {@code redis-server} of the test's own, on a port of the loopback interface, without a file.
 * {@code -Dmoontrace.test.redis=…} says where the program is, else it is searched on the PATH.
 */
final class RedisServer implements AutoCloseable {
  private static final String PROPERTY = "moontrace.test.redis";
  private static final int PATIENCE_MILLIS = 20_000;
  private static final byte[] PING = "PING\r\n".getBytes(US_ASCII);
  private static final String PONG = "+PONG";

  private final Process process;
  private final int port;

  private RedisServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program, if this machine has it. */
  static Optional<Path> program() {
    String path = System.getProperty(PROPERTY, "");
    return path.isBlank()
        ? Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst()
        : Optional.of(Path.of(path)).filter(Files::isExecutable);
  }

  static RedisServer start(Path program, Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    RedisServer server = new RedisServer(process, port);
    server.await(folder);
    return server;
  }

  int port() {
    return port;
  }

  private void await(Path folder) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (!answers()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        close();
        throw new AssertionError(
            "redis-server does not start:\n" + Files.readString(folder.resolve("redis.log")));
      }
      Thread.sleep(20);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(PING);
      byte[] answer = socket.getInputStream().readNBytes(PONG.length());
      return new String(answer, US_ASCII).equals(PONG);
    } catch (IOException e) {
      return false;
    }
  }

  /** Nothing of it is worth a wait. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
