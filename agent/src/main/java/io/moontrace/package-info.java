/** What the jar runs when it is started as a program. */
package io.moontrace;
