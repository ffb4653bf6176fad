package io.moontrace.applog;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import ch.qos.logback.core.encoder.Encoder;
import io.moontrace.boundary.CallWeaving;
import io.moontrace.config.LogbackMode;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import io.opentelemetry.javaagent.extension.instrumentation.TypeTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instruments the appenders that write through an encoder: console, file, rolling file and their
 * subclasses. Their calls of the encoder go to {@link EncoderInterceptor} instead. The
 * configuration of the application is not changed, so a reconfiguration needs no action.
 */
final class AppenderInstrumentation implements TypeInstrumentation {
  static final String OUTPUT = "ch.qos.logback.core.OutputStreamAppender";
  static final String FILE = "ch.qos.logback.core.FileAppender";

  @Override
  public ElementMatcher<TypeDescription> typeMatcher() {
    return LogbackMode.get() == LogbackMode.REPLACE ? namedOneOf(OUTPUT, FILE) : none();
  }

  @Override
  public void transform(TypeTransformer transformer) {
    transformer.applyTransformer(
        (builder, type, classLoader, module, domain) ->
            builder.visit(CallWeaving.in(any(), EncoderCallWeaver::new)));
    transformer.applyAdviceToMethod(
        named("setEncoder"), getClass().getName() + "$MuzzleReferenceAdvice");
  }

  /**
   * Replaces {@code encoder.encode(event)} by {@code EncoderInterceptor.encode(encoder, event)}.
   */
  private static final class EncoderCallWeaver extends MethodVisitor {
    private static final String ENCODER = "ch/qos/logback/core/encoder/Encoder";

    EncoderCallWeaver(MethodVisitor target) {
      super(Opcodes.ASM9, target);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(ENCODER) && isReplaced(name)) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            "io/moontrace/applog/EncoderInterceptor",
            name,
            descriptor.replace("(", "(L" + ENCODER + ';'),
            false);
      } else {
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    private static boolean isReplaced(String name) {
      return name.equals("encode") || name.equals("headerBytes") || name.equals("footerBytes");
    }
  }

  /** References {@link EncoderInterceptor} for muzzle, which follows only advice. */
  @SuppressWarnings("unused")
  public static final class MuzzleReferenceAdvice {

    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void onExit(@Advice.Argument(0) Encoder<?> encoder) {
      EncoderInterceptor.touch(encoder);
    }

    private MuzzleReferenceAdvice() {}
  }
}
