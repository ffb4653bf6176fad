package io.moontrace.agent.calltree;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The ways to define a function before it is called. */
final class Defined extends Callee {
  private static final List<Consumer<Defined>> STYLES =
      List.of(
          Defined::localFunction,
          Defined::localVariable,
          Defined::globalFunction,
          Defined::globalVariable,
          Defined::field,
          Defined::globalField,
          Defined::assignedField,
          Defined::method,
          Defined::globalMethod,
          Defined::constructorField,
          Defined::fieldOfUpvalue,
          Defined::methodOfUpvalue,
          Defined::upvalue,
          Defined::unnamedLocal,
          Defined::unnamedGlobal,
          Defined::unnamedField,
          Defined::unnamedMethod,
          Defined::unnamedElement,
          Defined::unnamedKey,
          Defined::listed,
          Defined::element,
          Defined::computedKey,
          Defined::returned,
          Defined::alias,
          Defined::oneOfTwo);

  private final Consumer<Defined> style;
  private boolean isMethod;

  private Defined(Draft draft, Body body, Consumer<Defined> style) {
    super(draft, body);
    this.style = style;
  }

  private static final List<BiFunction<Draft, Body, Callee>> OTHERS =
      List.of(Inline::new, Inline::new, Loaded::new, InFile::new);

  static Callee any(Draft draft, Body body) {
    return draft.chance(0.3)
        ? draft.pick(OTHERS).apply(draft, body)
        : new Defined(draft, body, draft.pick(STYLES));
  }

  @Override
  void declare() {
    body.writeEarlier();
    style.accept(this);
    draft.write("\n");
  }

  @Override
  void writeCall(String arguments) {
    draft.write(isMethod ? value.replace('.', ':') : value).write(arguments);
  }

  private void named(String name) {
    value = name;
    definedName = name;
  }

  private void localFunction() {
    named(draft.fresh("f"));
    writeFunction("local function " + value);
  }

  private void localVariable() {
    named(draft.fresh("f"));
    draft.write("local " + value + " = ");
    writeFunction("function");
  }

  private void globalFunction() {
    named(draft.fresh("g"));
    writeFunction("function " + value);
  }

  private void globalVariable() {
    named(draft.fresh("g"));
    draft.write(value + " = ");
    writeFunction("function");
  }

  private String table(String declaration) {
    String table = draft.fresh("T");
    draft.write(declaration + table + " = {}\n");
    return table;
  }

  private void field() {
    named(table("local ") + ".f");
    writeFunction("function " + value);
  }

  private void globalField() {
    named(table("") + ".f");
    writeFunction("function " + value);
  }

  private void assignedField() {
    named(table("local ") + ".f");
    draft.write(value + " = ");
    writeFunction("function");
  }

  private void method() {
    method(table("local "));
  }

  private void globalMethod() {
    method(table(""));
  }

  private void method(String table) {
    value = table + ".m";
    definedName = table + ":m";
    isMethod = true;
    writeFunction("function " + definedName);
  }

  private void constructorField() {
    String table = draft.fresh("t");
    value = table + ".f";
    definedName = "f";
    draft.write("local " + table + " = {a = 1, f = ");
    writeFunction("function");
    draft.write(", b = 2}");
  }

  /** The table is a variable of the function outside. */
  private void fieldOfUpvalue() {
    String table = table("local ");
    insideOf(() -> fieldOf(table));
  }

  private void fieldOf(String table) {
    named(table + ".f");
    writeFunction("function " + value);
  }

  private void methodOfUpvalue() {
    String table = table("local ");
    insideOf(() -> method(table));
  }

  private void upvalue() {
    named(draft.fresh("u"));
    draft.write("local " + value + "\n");
    insideOf(
        () -> {
          draft.write(value + " = ");
          writeFunction("function");
        });
  }

  private void insideOf(Runnable writing) {
    String setup = draft.fresh("setup");
    draft.write("local function " + setup + "()\n");
    writing.run();
    draft.write("\nend\n" + setup + "()");
  }

  private void unnamed(String variable, String called) {
    value = variable;
    calledName = called;
    draft.write(value + " = id(");
    writeFunction("function");
    draft.write(")");
  }

  private void unnamedLocal() {
    draft.write("local ");
    String name = draft.fresh("v");
    unnamed(name, name);
  }

  private void unnamedGlobal() {
    String name = draft.fresh("v");
    unnamed(name, name);
  }

  private void unnamedField() {
    unnamed(table("local ") + ".h", "h");
  }

  private void unnamedMethod() {
    isMethod = true;
    unnamed(table("") + ".h", "h");
  }

  private void unnamedElement() {
    unnamed(table("local ") + "[1]", null);
  }

  private void unnamedKey() {
    String key = draft.fresh("k");
    draft.write("local " + key + " = \"key\" .. 1\n");
    unnamed(table("local ") + "[" + key + "]", null);
  }

  private void listed() {
    String table = draft.fresh("t");
    value = table + "[1]";
    draft.write("local " + table + " = {");
    writeFunction("function");
    draft.write(", 2}");
  }

  private void element() {
    value = table("local ") + "[1]";
    draft.write(value + " = ");
    writeFunction("function");
  }

  private void computedKey() {
    String key = draft.fresh("k");
    draft.write("local " + key + " = \"key\" .. 1\n");
    value = table("local ") + "[" + key + "]";
    draft.write(value + " = ");
    writeFunction("function");
  }

  private void returned() {
    String make = draft.fresh("make");
    draft.write("local function " + make + "()\nreturn ");
    writeFunction("function");
    value = draft.fresh("v");
    calledName = value;
    draft.write("\nend\nlocal " + value + " = " + make + "()");
  }

  /** What defines it counts, not what it is called by. */
  private void alias() {
    localFunction();
    String alias = draft.fresh("alias");
    draft.write("\nlocal " + alias + " = " + value);
    value = alias;
  }

  /** Which of the two is called cannot be told from the instructions. */
  private void oneOfTwo() {
    unnamedLocal();
    String yes = draft.fresh("yes");
    draft.write("\nlocal " + yes + " = true");
    value = "(" + yes + " and " + value + " or print)";
    calledName = null;
  }
}
