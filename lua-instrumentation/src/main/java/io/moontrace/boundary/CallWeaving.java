package io.moontrace.boundary;

import java.util.function.UnaryOperator;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Applies a method visitor that changes individual calls inside a method. */
public final class CallWeaving {

  /**
   * The wrapper for a type's builder.
   *
   * @param where the methods and constructors that make the calls
   * @param weaver creates the visitor, which passes the changed code to its argument
   */
  public static AsmVisitorWrapper in(
      ElementMatcher<? super MethodDescription> where, UnaryOperator<MethodVisitor> weaver) {
    return new AsmVisitorWrapper.ForDeclaredMethods()
        .writerFlags(ClassWriter.COMPUTE_MAXS)
        .invokable(
            where,
            (owner, method, target, context, pool, writerFlags, readerFlags) ->
                weaver.apply(target));
  }

  private CallWeaving() {}
}
