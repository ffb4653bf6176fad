/**
 * Links the errors of this process with those of the hop in front of it, a gateway: off unless
 * {@code moontrace.link.trusted} names addresses. {@link io.moontrace.link.LinkedServers} adds
 * {@code LinkedRequests} to each HTTP server that OpenTelemetry instruments; a request from a
 * trusted address has a {@code LinkedRequest} in its context. It knows the error that the request
 * names as a cause, and puts the id of the error that is reported in this request into the
 * response.
 */
package io.moontrace.link;
