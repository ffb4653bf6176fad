/**
 * A small order service whose prices and discounts are decided by Lua scripts.
 *
 * <p>{@link io.moontrace.demo.OrderService} starts it; {@code OrderHandler} takes a request,
 * borrows one {@code OrderScripts} from the {@code ScriptPool} and calls {@code checkout} in {@code
 * orders.lua}; the scripts call {@link io.moontrace.demo.Inventory} and {@link
 * io.moontrace.demo.Shipping}, which asks the {@code Carrier} over HTTP.
 *
 * <p>Nothing here knows of Moontrace or OpenTelemetry: it is the program that they observe.
 */
package io.moontrace.demo;
