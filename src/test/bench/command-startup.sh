#!/usr/bin/env bash
# How long a command takes from its start to its end, compared with the shortest program in Java that loads JNA and makes one native call.
# Prints milliseconds (medians, the programs taking turns) and the ratios: "plain" is java -jar, "flags" what the launchers add, "archive"
# a class data archive beside that. Needs mvn package before.
# usage: command-startup.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../../.."
rounds=${1:-15}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jna=$(ls target/lib/jna-*.jar)
flags=(-Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
command=(-jar target/logoffd.jar query session --simulate)

cat >"$work/Hello.java" <<'JAVA'
import com.sun.jna.Library;
import com.sun.jna.Native;

public final class Hello {
    public interface C extends Library {
        int getpid();
    }

    public static void main(String[] args) {
        System.out.println("Hello " + Native.load("c", C.class).getpid());
    }
}
JAVA
"${java}c" -cp "$jna" -d "$work" "$work/Hello.java"
"$java" "${flags[@]}" "-XX:ArchiveClassesAtExit=$work/commands.jsa" "${command[@]}" >"$work/out" 2>&1

TIMEFORMAT='%R %U %S'
measure() { # NAME COMMAND...
    local name=$1
    shift
    { time "$@" >"$work/out" 2>&1; } 2>>"$work/$name.times"
}
median() { # NAME EXPRESSION
    awk "{print $2}" "$work/$1.times" | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'
}

for _ in $(seq "$rounds"); do
    measure hello "$java" "${flags[@]}" -cp "$jna:$work" Hello
    measure plain "$java" "${command[@]}"
    measure flags "$java" "${flags[@]}" "${command[@]}"
    measure archive "$java" "${flags[@]}" "-XX:SharedArchiveFile=$work/commands.jsa" "${command[@]}"
done
for name in hello plain flags archive; do
    awk -v name="$name" -v wall="$(median "$name" '$1')" -v cpu="$(median "$name" '$2 + $3')" \
        -v hello_wall="$(median hello '$1')" -v hello_cpu="$(median hello '$2 + $3')" \
        'BEGIN {printf "%-8s %4.0f ms, %.2f times hello; of the processor %4.0f ms, %.2f times hello\n", name, 1000 * wall,
            wall / hello_wall, 1000 * cpu, cpu / hello_cpu}'
done
