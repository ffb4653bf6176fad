/**
 * A small order service whose prices and discounts are computed by Lua scripts.
 *
 * <p>{@link io.moontrace.demo.OrderService} starts it; {@code OrderHandler} handles a request: it
 * borrows one {@code OrderScripts} from the {@code ScriptPool} and calls {@code checkout} in {@code
 * orders.lua}; the scripts call {@link io.moontrace.demo.Inventory} and {@link
 * io.moontrace.demo.Shipping}, which calls the {@code Carrier} over HTTP.
 *
 * <p>Nothing here depends on Moontrace or OpenTelemetry: this is the program that they observe.
 */
package io.moontrace.demo;
