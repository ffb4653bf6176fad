package io.moontrace.boundary;

import java.util.function.UnaryOperator;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;

/** Applies a class visitor, where advice is not sufficient. */
public final class ClassWeaving extends AsmVisitorWrapper.AbstractBase {
  private final UnaryOperator<ClassVisitor> weaver;

  /**
   * @param weaver creates the visitor, which passes the changed class to its argument
   */
  public ClassWeaving(UnaryOperator<ClassVisitor> weaver) {
    this.weaver = weaver;
  }

  @Override
  public int mergeWriter(int flags) {
    return flags | ClassWriter.COMPUTE_MAXS;
  }

  @Override
  public ClassVisitor wrap(
      TypeDescription type,
      ClassVisitor target,
      Implementation.Context context,
      TypePool pool,
      FieldList<FieldDescription.InDefinedShape> fields,
      MethodList<?> methods,
      int writerFlags,
      int readerFlags) {
    return weaver.apply(target);
  }
}
