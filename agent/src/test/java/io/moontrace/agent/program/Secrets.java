package io.moontrace.agent.program;

import org.luaj.vm2.Globals;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.jse.JsePlatform;

/** A script whose error contains many secrets; runs as often as the argument says. */
public final class Secrets {
  private static final String SCRIPT =
      """
      local otel = require 'otel'
      otel.context.set('customer', 'ada')
      otel.context.set('api_key', 'sesame')
      otel.context.set('note', 'paid by 4111 1111 1111 1111')
      local card = '4111-1111-1111-1111'
      local order = {id = 7, password = 'sesame'}
      local url = 'jdbc:pg://ada:sesame@db/shop'
      local ok, message = pcall(function()
        error('login of ada failed: password=sesame, token: "sesame", card ' .. card)
      end)
      error('order o-1: ' .. message .. ' Authorization: Bearer sesame0')
      """;

  public static void main(String[] args) {
    Globals globals = JsePlatform.standardGlobals();
    LuaValue chunk = globals.load(SCRIPT, "@scripts/secrets.lua");
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      try {
        chunk.call();
      } catch (LuaError e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private Secrets() {}
}
