package io.moontrace.agent.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.lib.jse.JsePlatform;

/**
 * A server whose handlers call Lua. Sends one request for each argument and prints the status and
 * the header {@code moontrace-error} of its response. An argument is a path, the last byte of the
 * client's address and request headers, separated by bars.
 */
public final class Linking {
  private final Globals globals = JsePlatform.standardGlobals();

  public static void main(String[] args) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback(1), 0), 0);
    server.createContext("/", new Linking()::handle);
    server.start();
    for (String arg : args) {
      String[] parts = arg.split("\\|", -1);
      System.out.println(parts[0] + ' ' + request(server.getAddress(), parts));
    }
    server.stop(0);
  }

  private static InetAddress loopback(int last) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  /** Through a plain socket, which no instrumentation adds headers to. */
  private static String request(InetSocketAddress server, String[] parts) throws IOException {
    InetAddress client = loopback(Integer.parseInt(parts[1]));
    try (Socket socket = new Socket(server.getAddress(), server.getPort(), client, 0)) {
      StringBuilder request = new StringBuilder("GET /" + parts[0] + " HTTP/1.1\r\nHost: x\r\n");
      for (int i = 2; i < parts.length; i++) {
        request.append(parts[i]).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(US_ASCII));
      return shown(new String(socket.getInputStream().readAllBytes(), US_ASCII));
    }
  }

  private static String shown(String response) {
    StringBuilder shown = new StringBuilder(response.split(" ", -1)[1]);
    for (String line : response.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("moontrace-error:")) {
        shown.append(line.substring(line.indexOf(':') + 1));
      }
    }
    return shown.toString();
  }

  private void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/fail" -> answer(exchange, fails("first") ? 500 : 200);
      case "/answered" -> answer(exchange, fails("first") ? 200 : 500);
      case "/twice" -> answer(exchange, fails("first") && fails("second") ? 500 : 200);
      case "/caught" -> {
        globals.load("pcall(error, 'caught')", "@scripts/link.lua").call();
        answer(exchange, 500);
      }
      case "/thread" -> {
        Thread other = new Thread(() -> fails("on a thread"));
        other.start();
        join(other);
        answer(exchange, 500);
      }
      case "/late" -> {
        exchange.sendResponseHeaders(500, -1);
        fails("late");
        exchange.close();
      }
      default -> answer(exchange, 200);
    }
  }

  private boolean fails(String message) {
    try {
      globals.load("error('" + message + "')", "@scripts/link.lua").call();
      return false;
    } catch (LuaError e) {
      return true;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
