/**
 * The classes that woven code calls. They are on the bootstrap path, where every class loader sees
 * them, and depend only on the JDK.
 */
package io.moontrace.bootstrap;
