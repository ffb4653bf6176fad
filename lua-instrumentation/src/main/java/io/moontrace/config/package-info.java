/** Settings, defaults, and what has to be in place before the first class is woven. */
package io.moontrace.config;
