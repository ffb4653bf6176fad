package io.moontrace.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encodes log events to lines with several encoders. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls start
public class EncoderBenchmark {
  @Param Encoding encoding;

  private Encoder<ILoggingEvent> encoder;
  private LogEvents plain;
  private LogEvents failing;

  /** Called by JMH before the first iteration. */
  @Setup
  public void start() {
    LogEvents.Source source = new LogEvents.Source();
    encoder = encoding.encoder(source.context());
    plain = source.plain();
    failing = source.failing();
  }

  @Benchmark
  public byte[] plainEvent() {
    return encoder.encode(plain.next());
  }

  /** With a throwable of 30 frames. */
  @Benchmark
  public byte[] eventWithThrowable() {
    return encoder.encode(failing.next());
  }
}
