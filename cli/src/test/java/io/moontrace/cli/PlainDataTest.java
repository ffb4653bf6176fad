package io.moontrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

class PlainDataTest {

  @Test
  void ofAnMxBean() throws JMException {
    StandardMBean bean = new StandardMBean(new Sample(), SampleMXBean.class, true);
    List<Attribute> attributes = new ArrayList<>();
    for (MBeanAttributeInfo info : bean.getMBeanInfo().getAttributes()) {
      attributes.add(new Attribute(info.getName(), bean.getAttribute(info.getName())));
    }
    assertThat(PlainData.ofAttributes(attributes))
        .isEqualTo(
            Map.of(
                "counts", Map.of("one", 1L),
                "names", List.of("a", "b"),
                "points", List.of(Map.of("x", 3))));
  }

  /** Null is left out. */
  public interface SampleMXBean {
    Map<String, Long> getCounts();

    List<String> getNames();

    List<Point> getPoints();

    String getNothing();
  }

  /** A bean. */
  public static final class Point {
    public int getX() {
      return 3;
    }

    public String getName() {
      return null;
    }
  }

  static final class Sample implements SampleMXBean {
    @Override
    public Map<String, Long> getCounts() {
      return Map.of("one", 1L);
    }

    @Override
    public List<String> getNames() {
      return List.of("a", "b");
    }

    @Override
    public List<Point> getPoints() {
      return List.of(new Point());
    }

    @Override
    public String getNothing() {
      return null;
    }
  }
}
