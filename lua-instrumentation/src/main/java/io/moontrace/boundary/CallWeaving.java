package io.moontrace.boundary;

import java.util.function.UnaryOperator;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Lets a visitor of ours change single calls in the middle of a method. */
public final class CallWeaving {

  /**
   * What a type's builder is to visit.
   *
   * @param where the methods and constructors that make the calls
   * @param weaver makes the visitor that passes the changed code on to the one it is given
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
