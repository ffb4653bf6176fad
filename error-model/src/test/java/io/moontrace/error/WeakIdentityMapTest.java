package io.moontrace.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

  @Test
  void equalKeysAreNotTheSame() {
    WeakIdentityMap<String, Integer> map = new WeakIdentityMap<>(10);
    String one = new String("key");
    String other = new String("key");
    assertThat(map.putIfAbsent(one, 1)).isEqualTo(1);
    assertThat(map.putIfAbsent(other, 2)).isEqualTo(2);
    assertThat(map.putIfAbsent(one, 3)).isEqualTo(1);
    assertThat(map.get(one)).isEqualTo(1);
    assertThat(map.get(other)).isEqualTo(2);
    assertThat(map.get(new String("key"))).isNull();
  }

  @Test
  void beyondTheLimitTheOlderHalfIsDropped() {
    WeakIdentityMap<Object, Integer> map = new WeakIdentityMap<>(4);
    Object[] keys = new Object[7];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new Object();
      assertThat(map.putIfAbsent(keys[i], i)).isEqualTo(i);
      assertThat(map.size()).isLessThanOrEqualTo(4);
      assertThat(map.get(keys[i])).isEqualTo(i);
    }
    assertThat(map.get(keys[3])).isNull();
    assertThat(map.get(keys[4])).isEqualTo(4);
    assertThat(map.putIfAbsent(keys[5], 7)).isEqualTo(5);
  }

  @Test
  void anEntryIsRemovedWithItsKey() {
    WeakIdentityMap<Object, Integer> map = new WeakIdentityMap<>(10);
    WeakReference<Object> key = put(map);
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while ((key.get() != null || map.size() > 0) && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(map.size()).isZero();
  }

  private static WeakReference<Object> put(WeakIdentityMap<Object, Integer> map) {
    Object key = new Object();
    map.putIfAbsent(key, 1);
    assertThat(map.get(key)).isEqualTo(1);
    return new WeakReference<>(key);
  }

  @Test
  void aValueIsReplacedInEitherHalf() {
    WeakIdentityMap<Object, String> map = new WeakIdentityMap<>(4);
    Object key = new Object();
    map.put(key, "a");
    map.put(key, "b");
    assertThat(map.get(key)).isEqualTo("b");
    Object[] others = {new Object(), new Object()};
    for (Object other : others) {
      map.put(other, "other");
    }
    map.put(key, "c");
    assertThat(map.get(key)).isEqualTo("c");
    assertThat(map.size()).isEqualTo(3);
  }
}
