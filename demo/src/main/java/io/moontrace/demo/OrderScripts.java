package io.moontrace.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.StringLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.jse.CoerceJavaToLua;
import org.luaj.vm2.lib.jse.JseBaseLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/** One loaded instance of the scripts. Used by one thread at a time. */
final class OrderScripts {
  /** The folder of the scripts in stacks and in {@code package.path}, wherever they are on disk. */
  private static final String PREFIX = "scripts/";

  private final LuaValue checkout;

  private OrderScripts(LuaValue checkout) {
    this.checkout = checkout;
  }

  /**
   * Loads {@code orders.lua} and what it requires.
   *
   * @throws IOException if {@code orders.lua} cannot be read
   * @throws org.luaj.vm2.LuaError if a script does not compile or fails
   */
  static OrderScripts load(Path folder, Inventory inventory, Shipping shipping) throws IOException {
    Globals globals = globals(folder);
    globals.set("inventory", CoerceJavaToLua.coerce(inventory));
    globals.set("shipping", CoerceJavaToLua.coerce(shipping));
    try (InputStream script = Files.newInputStream(folder.resolve("orders.lua"))) {
      globals.load(script, "@" + PREFIX + "orders.lua", "t", globals).call();
    }
    return new OrderScripts(globals.get("checkout").checkfunction());
  }

  /** Only what pricing scripts need: no files, no processes, no Java classes by name. */
  private static Globals globals(Path folder) {
    Globals globals = new Globals();
    globals.load(new JseBaseLib());
    globals.load(new PackageLib());
    globals.load(new Bit32Lib());
    globals.load(new TableLib());
    globals.load(new StringLib());
    globals.load(new JseMathLib());
    LoadState.install(globals);
    LuaC.install(globals);
    globals.finder = name -> open(folder, name);
    globals.get("package").set("path", PREFIX + "?.lua");
    return globals;
  }

  @SuppressWarnings("NullAway") // LuaJ expects null if there is no such file.
  private static InputStream open(Path folder, String name) {
    Path file = folder.resolve(name.substring(PREFIX.length())).normalize();
    try {
      return file.startsWith(folder.normalize()) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Lets the scripts compute the price of the order and reserve the goods.
   *
   * @throws org.luaj.vm2.LuaError if a script fails; a Java exception below it is the cause
   */
  Receipt checkout(OrderRequest request) {
    LuaTable order = new LuaTable();
    order.set("sku", request.sku());
    order.set("quantity", request.quantity());
    order.set("country", request.country());
    if (!request.coupon().isEmpty()) {
      order.set("coupon", request.coupon());
    }
    LuaValue result = checkout.call(order);
    return new Receipt(
        result.get("price").checkint(),
        result.get("discount").checkint(),
        result.get("shipping").checkint(),
        result.get("total").checkint());
  }
}
