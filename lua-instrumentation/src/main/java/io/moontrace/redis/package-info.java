/**
 * Remembers the scripts that an application sends to Redis, where its client sees them: one place
 * in each of Jedis, Lettuce and Redisson. The rest, from the recognition of an error of Redis to
 * its frame, is in {@link io.moontrace.error.RedisErrors}, because it needs no client.
 */
package io.moontrace.redis;
