# Sourced by mvnw and run-demo, so for any POSIX shell: which Java there is, and what is wrong with it.

# The java command: that of JAVA_HOME, else that of PATH; empty when there is none.
java_command() {
  if [ -n "${JAVA_HOME-}" ]; then
    printf '%s\n' "$JAVA_HOME/bin/java"
  else
    command -v java || :
  fi
}

# The feature version of a java command, such as 8, 11 or 17; empty when it is none.
java_version() {
  "$1" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1
}

# Why Java cannot run: one sentence without its full stop, or nothing when it can.
# $1: what is wanted, such as "JDK 17"
no_java() {
  java_found=$(java_command)
  if [ -n "$java_found" ] && command -v "$java_found" >/dev/null 2>&1; then
    if [ -z "$(java_version "$java_found")" ]; then
      echo "$java_found does not run: install $1 and set JAVA_HOME to its folder"
    fi
  elif [ -n "${JAVA_HOME-}" ]; then
    echo "JAVA_HOME is $JAVA_HOME, which has no bin/java: set it to the folder of $1"
  else
    echo "no Java found: install $1, or set JAVA_HOME to its folder"
  fi
}

# Why this cannot be built: the same for the one JDK that can.
no_build_jdk() {
  jdk_problem=$(no_java "JDK 17")
  if [ -z "$jdk_problem" ]; then
    java_found=$(java_command)
    java_found_version=$(java_version "$java_found")
    if [ "$java_found_version" != 17 ]; then
      jdk_problem="JDK 17 is needed to build, and $java_found is Java $java_found_version: set JAVA_HOME to the folder of JDK 17"
    elif ! "$java_found" --list-modules 2>/dev/null | grep -q '^jdk\.compiler@'; then
      jdk_problem="JDK 17 is needed to build, and $java_found has no compiler: set JAVA_HOME to the folder of a JDK, not of a JRE"
    fi
  fi
  [ -z "$jdk_problem" ] || echo "$jdk_problem"
}
