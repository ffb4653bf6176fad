/**
 * What woven code calls. These classes are on the bootstrap path, where every class loader sees
 * them, and know only the JDK.
 */
package io.moontrace.bootstrap;
