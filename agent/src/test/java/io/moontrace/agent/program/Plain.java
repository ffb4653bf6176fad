package io.moontrace.agent.program;

import java.util.function.Supplier;

/** A program without Lua. */
public final class Plain {
  public static void main(String[] args) {
    Supplier<String> text = () -> "no Lua here";
    System.out.println(text.get());
  }

  private Plain() {}
}
